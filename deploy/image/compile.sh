#!/usr/bin/env bash
# compile.sh TARGET: in the build root, one program. ccache's folder is given from outside, CCACHE_DIR.
set -euo pipefail

# The solver of linear programs is linked in: by itself it would bring all of LAPACK, BLAS and Fortran,
# 16 MB, for a few routines.
libraries=/usr/lib/$(gcc -print-multiarch)
solver="$libraries/libCoinUtils.a;$libraries/lapack/liblapack.a;$libraries/blas/libblas.a"
solver+=";$(gcc -print-file-name=libgfortran.a);$(gcc -print-file-name=libquadmath.a);bz2;z"

cmake --preset dev "-DCLP=$libraries/libClp.a" "-DCOIN_UTILS=$solver" > /dev/null
ninja -C build/dev "$1"
