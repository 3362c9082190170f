# Installs the Debian packages that Entitle's scripts need, and only those that are missing. For sourcing:
#   install_packages build          what builds and runs the library and the command
#   install_packages build test     and what the tests use
#   install_packages build test ci  and what .ci/run checks with
#   install_packages build test spark   and what tests/spark/run uses
#   install_packages build browser  and what tests/browser/run uses
# Works as root or by sudo and asks nothing. On other systems it leaves the machine alone.

packages_build="g++ cmake ninja-build libboost1.81-dev nlohmann-json3-dev libcli11-dev libfmt-dev libsimdjson-dev libutf8proc-dev"
packages_test="doctest-dev git pkg-config pybind11-dev python3 python3-dev python3-jsonschema python3-venv"
# And from PyPI, into build/venv: tests/python/requirements.txt, by install_python_packages.
packages_spark="openjdk-17-jre-headless procps"
packages_browser="chromium fonts-noto-cjk python3 python3-venv"
packages_ci="ccache clang-format-14 clang-tidy-14"

install_packages() {
  local purpose list package missing="" root="" log
  if ! command -v apt-get >/dev/null; then
    echo "No apt-get here: taking it that what .ci/packages.sh lists is installed." >&2
    return 0
  fi
  for purpose in "$@"; do
    list=packages_$purpose
    for package in ${!list}; do
      if [ "$(dpkg-query -W -f='${db:Status-Status}' "$package" 2>/dev/null)" != installed ]; then
        missing="$missing $package"
      fi
    done
  done
  [ -n "$missing" ] || return 0

  [ "$(id -u)" = 0 ] || root=sudo
  echo "Installing$missing"
  case "$missing" in
    *libboost1.81-dev*) echo "(libboost1.81-dev takes the place of libboost-dev, Boost 1.74, if that is installed)" ;;
  esac
  log=$(mktemp)
  if ! { $root apt-get update -q &&
    $root env DEBIAN_FRONTEND=noninteractive apt-get install -q -y --no-install-recommends \
      -o Acquire::Retries=3 -o DPkg::Lock::Timeout=300 $missing; } </dev/null >"$log" 2>&1; then
    cat "$log" >&2
    echo "Could not install$missing" >&2
    rm -f "$log"
    return 1
  fi
  rm -f "$log"
}

# Makes a virtual environment, or brings it up to date, with what a list names: build/venv with tests/python/requirements.txt.
install_python_packages() {
  local venv=${1:-build/venv} list=${2:-tests/python/requirements.txt}
  cmp -s "$list" "$venv/installed.txt" && return 0
  echo "Installing into $venv: $(grep -v '^#' "$list" | tr '\n' ' ')"
  /usr/bin/python3 -m venv "$venv"
  "$venv/bin/pip" install --quiet --disable-pip-version-check --retries 3 -r "$list"
  cp "$list" "$venv/installed.txt"
}
