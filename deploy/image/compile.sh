#!/usr/bin/env bash
# compile.sh TARGET: in the build root, one program. ccache's folder is given from outside.
set -euo pipefail
export CCACHE_DIR=/var/cache/ccache
# ccache counts it, so that what the checkout's own build has compiled is found.
export LANG=C.UTF-8

# The solver of linear programs is linked in: by itself it would bring all of LAPACK, BLAS and Fortran,
# 11 MB, for a few routines.
libraries=/usr/lib/$(gcc -print-multiarch)
solver="$libraries/libCoinUtils.a;$libraries/lapack/liblapack.a;$libraries/blas/libblas.a"
solver+=";$(gcc -print-file-name=libgfortran.a);$(gcc -print-file-name=libquadmath.a);bz2;z"

cmake --preset dev "-DCLP=$libraries/libClp.a" "-DCOIN_UTILS=$solver" > /dev/null
ninja -C build/dev "$1"
