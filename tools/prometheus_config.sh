#!/usr/bin/env bash
# Prints the configuration of a Prometheus beside the suite: which processes it scrapes, each as the job
# `ett-NAME` that the rules know, and the rules.
#   tools/prometheus_config.sh INTERVAL NAME=HOST:PORT…
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
readonly root
readonly interval=$1
shift

cat << TEXT
global: {scrape_interval: $interval, evaluation_interval: $interval}
rule_files:
  - "$root/deploy/observability/ratios.yaml"
  - "$root/deploy/observability/alerts.yaml"
scrape_configs:
TEXT
for target in "$@"; do
  cat << TEXT
  - job_name: ett-${target%%=*}
    static_configs: [{targets: ["${target#*=}"]}]
TEXT
done
