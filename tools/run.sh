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
readonly prometheus_port=${ETT_PROMETHEUS_PORT:-9090}
with_prometheus=no
if [[ ${1:-} == --with-prometheus ]]; then with_prometheus=yes; fi
unset ETT_PORT ETT_SCALE ETT_IDENTITY ETT_TOKEN ETT_API_KEY ETT_PROMETHEUS_PORT
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

# start_prometheus: beside the suite, whose ports are known by now.
start_prometheus() {
  local name targets=() pid
  if (: < "/dev/tcp/127.0.0.1/$prometheus_port") 2> /dev/null; then
    say "port $prometheus_port is taken; ETT_PROMETHEUS_PORT=… is another one for prometheus"
    exit 1
  fi
  for name in gateway "${domains[@]}"; do
    targets+=("$name=127.0.0.1:$(ports "$name" metrics)")
  done
  mkdir -p var/prometheus
  tools/prometheus_config.sh 5s "${targets[@]}" > var/prometheus/prometheus.yaml
  prometheus --config.file=var/prometheus/prometheus.yaml --storage.tsdb.path=var/prometheus/data \
    "--web.listen-address=127.0.0.1:$prometheus_port" --log.format=json >> var/log/prometheus.jsonl 2>&1 &
  pid=$!
  pids+=("$pid")
  for _ in $(seq 600); do
    curl -sf "http://127.0.0.1:$prometheus_port/-/ready" > /dev/null && return
    kill -0 "$pid" 2> /dev/null || break
    sleep 0.1
  done
  say "prometheus did not start; the end of var/log/prometheus.jsonl:"
  tail -n 3 var/log/prometheus.jsonl
  exit 1
}

# The scopes of a caller that may read, and of one that may also load.
read_scopes=ett:figures.read
all_scopes=ett:figures.write
for domain in "${domains[@]}"; do
  read_scopes+=,ett:$domain.read
  all_scopes+=,ett:$domain.write
done
all_scopes=$read_scopes,$all_scopes
readonly read_scopes all_scopes

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
for domain in "${domains[@]}"; do
  start "$domain" "services/$domain/$domain" --listen=127.0.0.1:0 "--database=sqlite:var/$domain.db"
done
: > var/run/upstreams
for i in "${!domains[@]}"; do
  ready "${domains[$i]}" "${pids[$i]}"
  say "${domains[$i]}=127.0.0.1:$(ports "${domains[$i]}" listen)" >> var/run/upstreams
done
start gateway gateway/gateway "--listen=127.0.0.1:$port" --upstreams-file=var/run/upstreams
ready gateway "${pids[-1]}"
if [[ $with_prometheus == yes ]]; then start_prometheus; fi

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
upstreams  var/run/upstreams, read again when it changes
TEXT
if [[ $with_prometheus == yes ]]; then
  say "prometheus http://127.0.0.1:$prometheus_port, alerts http://127.0.0.1:$prometheus_port/alerts"
fi
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
