#!/usr/bin/env bash
# Starts the suite on SQLite files under var/, loads the reference municipality once, and prints
# the annual-report chapter. Ends with Ctrl-C or SIGTERM, and leaves nothing running.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

readonly build=build/dev
readonly port=${ETT_PORT:-8080}
readonly scale=${ETT_SCALE:-1}
readonly identity=${ETT_IDENTITY:-off}
readonly municipality=municipalities/935478715
readonly domains=(hr property ownership)
unset ETT_PORT ETT_SCALE ETT_IDENTITY ETT_TOKEN
# Each process in a group of its own: a Ctrl-C reaches this script alone, which then ends them in
# good order.
set -m
pids=()

say() { printf '%s\n' "$*"; }

# Called by the traps.
# shellcheck disable=SC2317
stop() {
  trap - EXIT INT TERM
  if ((${#pids[@]} > 0)); then
    kill -TERM "${pids[@]}" 2> /dev/null || true
    wait "${pids[@]}" 2> /dev/null || true
  fi
  rm -f var/run/*.json
}
trap stop EXIT
trap 'stop; exit 130' INT
trap 'stop; exit 143' TERM

# start NAME PROGRAM FLAGS…: its log goes to var/log/NAME.jsonl, its ports to var/run/NAME.json.
start() {
  local name=$1 program=$2
  shift 2
  rm -f "var/run/$name.json"
  "$build/$program" --admin-listen=127.0.0.1:0 --metrics-listen=127.0.0.1:0 \
    --ports-file="var/run/$name.json" "--identity=$identity" "$@" >> "var/log/$name.jsonl" 2>&1 &
  pids+=($!)
}

# ready NAME: waits until it listens, or says why it does not.
ready() {
  local name=$1 pid=$2
  for _ in $(seq 600); do
    [[ -f var/run/$name.json ]] && return
    kill -0 "$pid" 2> /dev/null || break
    sleep 0.1
  done
  say "$name did not start; the end of var/log/$name.jsonl:"
  tail -n 3 "var/log/$name.jsonl"
  exit 1
}

# ports NAME KEY
ports() { sed -E "s/.*\"$2\":([0-9]+).*/\1/" "var/run/$1.json"; }

# The scopes of a caller that may read, and of one that may also load.
readonly read_scopes=ett:figures.read,ett:hr.read,ett:property.read,ett:ownership.read
readonly all_scopes=$read_scopes,ett:figures.write,ett:hr.write,ett:property.write,ett:ownership.write

# token SCOPES: empty where nobody asks who calls.
token() {
  [[ $identity == development ]] || return 0
  "$build/identity/token" --lifetime=24h "--municipality=${municipality#*/}" "--scope=$1"
}

[[ $identity == off || $identity == development ]] || {
  say "ETT_IDENTITY: want off or development, got $identity"
  exit 2
}
mkdir -p var/run var/log
upstreams=()
for domain in "${domains[@]}"; do
  start "$domain" "services/$domain/$domain" --listen=127.0.0.1:0 "--database=sqlite:var/$domain.db"
done
for i in "${!domains[@]}"; do
  ready "${domains[$i]}" "${pids[$i]}"
  upstreams+=("--upstream=${domains[$i]}=127.0.0.1:$(ports "${domains[$i]}" listen)")
done
start gateway gateway/gateway "--listen=127.0.0.1:$port" "${upstreams[@]}"
ready gateway "${pids[-1]}"

if [[ ! -f var/loaded ]]; then
  say "loading the reference municipality (scale $scale) …"
  ETT_TOKEN=$(token "$all_scopes") "$build/data/load" "--gateway=127.0.0.1:$port" "--scale=$scale" --reference=data/reference
  date -u +%FT%TZ > var/loaded
fi

say ""
# By gRPC, which has no limit of time: the first report waits until it is decided what is published.
ETT_TOKEN=$(token "$read_scopes") node tools/call.mjs "127.0.0.1:$port" ett.report.v1.ReportService/RenderReport \
  "{\"name\": \"$municipality/reports/annual-report\", \"year\": 2018, \"language\": \"LANGUAGE_NB\"}" |
  node -e 'process.stdout.write(JSON.parse(require("fs").readFileSync(0, "utf8")).content)'
cat << TEXT

----------------------------------------------------------------
gateway    127.0.0.1:$port, gRPC and REST on one port
TEXT
for domain in "${domains[@]}"; do
  say "$(printf '%-10s' "$domain") 127.0.0.1:$(ports "$domain" listen), gRPC;" \
    "health 127.0.0.1:$(ports "$domain" admin), metrics http://127.0.0.1:$(ports "$domain" metrics)/metrics"
done
cat << TEXT
gateway's  health 127.0.0.1:$(ports gateway admin), metrics http://127.0.0.1:$(ports gateway metrics)/metrics
logs       var/log/*.jsonl
TEXT
who=
if [[ $identity == development ]]; then
  who="-H \"authorization: Bearer \$ETT_TOKEN\" "
  say "Who calls shows a token:"
  say "export ETT_TOKEN=\$($build/identity/token --scope=$read_scopes --municipality=${municipality#*/})"
fi
cat << TEXT

curl $who'http://127.0.0.1:$port/v1/$municipality:queryTable?metrics=hr/sick-leave-rate&periods=2017&periods=2018&withChange=true'
node tools/call.mjs 127.0.0.1:$port ett.report.v1.ReportService/RenderReport '{"name": "$municipality/reports/annual-report", "year": 2018, "language": "LANGUAGE_EN"}'

Ctrl-C stops everything.
TEXT
wait -n "${pids[@]}" || true
say "a process ended; stopping the others (see var/log)"
exit 1
