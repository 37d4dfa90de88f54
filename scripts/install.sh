#!/bin/sh
# Makes a virtual environment hold a lock file's packages; does nothing when it already does.
# Usage: install.sh <environment folder> <requirements file> [python]
set -eu
environment=$1
requirements=$2
wanted_python=${3:-}
installed="$environment/installed-requirements.txt"

cmp -s "$requirements" "$installed" && exit 0

is_new_enough() {
    "$1" -c 'import sys; sys.exit(sys.version_info < (3, 11))' > /dev/null 2>&1
}

python=
for candidate in ${wanted_python:-python3 python3.13 python3.12 python3.11 python}; do
    if is_new_enough "$candidate"; then
        python=$candidate
        break
    fi
done
if [ -z "$python" ]; then
    echo "Python 3.11 or later is needed; ${wanted_python:-python3} is missing or older." >&2
    echo "Install it, or name it: make build PYTHON=/path/to/python3.11" >&2
    exit 1
fi

echo "== $requirements into $environment"
started=$(date +%s)
rm -f "$installed"
if ! "$python" -m venv "$environment"; then
    echo "Python cannot make a virtual environment; on Debian or Ubuntu install python3-venv." >&2
    exit 1
fi
"$environment/bin/python" -m pip install --quiet --disable-pip-version-check \
    --requirement "$requirements"
cp "$requirements" "$installed"
echo "-- $requirements: $(($(date +%s) - started)) s"
