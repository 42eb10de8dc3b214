#!/usr/bin/env bash
# Prints deploy/observability's rules as a PrometheusRule, for deploy/kubernetes/components/observability.
#   tools/prometheus_rule.sh > deploy/kubernetes/components/observability/rules.yaml
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../deploy/observability"

cat << 'TEXT'
# By tools/prometheus_rule.sh out of deploy/observability, where the comments are.
apiVersion: monitoring.coreos.com/v1
kind: PrometheusRule
metadata:
  name: ett
  namespace: ett
  labels: {app.kubernetes.io/part-of: ett}
spec:
  groups:
TEXT
for file in ratios.yaml alerts.yaml; do
  # Without comments and blank lines, two columns to the right.
  sed -e '1,/^groups:/d' -e '/^ *#/d' -e '/^$/d' -e 's/^/  /' "$file"
done
