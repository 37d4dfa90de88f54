#!/bin/sh
# Runs one stage of a make target and says how long it took.
# Usage: timed.sh <name> <command> [argument...]
name=$1
shift
echo "== $name"
started=$(date +%s)
"$@"
status=$?
seconds=$(($(date +%s) - started))
if [ "$status" -ne 0 ]; then
    echo "-- $name failed after $seconds s" >&2
    exit "$status"
fi
echo "-- $name: $seconds s"
