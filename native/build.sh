#!/usr/bin/env bash
# The faster backends, which come from registries (npm, PyPI) but not with `npm install`: see docs/backends.md.
#   npm run native               TensorFlow on the CPU: tfjs-node's binding, built on the libtensorflow of a Python wheel (linux-x64)
#   npm run native -- --gpu      the same on the CUDA build of TensorFlow, with NVIDIA's wheels (3.9 GB)
#   npm run native -- --webgpu   Dawn, for GPUs that CUDA does not serve (nothing is compiled)
# Each goes into a folder of its own, .native/<cpu|gpu|webgpu>; remove the folder and it is gone. The file `ready` is
# written last: without it Qualm does not look into the folder.
set -euo pipefail
cd "$(dirname "$0")/.."

say() { echo "native: $*"; }
fail() {
  echo "native: $*" >&2
  exit 1
}
need() { command -v "$1" >/dev/null || fail "$1 is missing: $2"; }

kind=cpu
backend=native
case "${1:-}" in
  '') ;;
  --gpu) kind=gpu ;;
  --webgpu) kind=webgpu backend=webgpu ;;
  *) fail "$1 is not known: it takes nothing, --gpu or --webgpu" ;;
esac
[ $# -le 1 ] || fail "takes one of --gpu and --webgpu at a time"
folder=$PWD/.native/$kind

# Install scripts stay off: they download from outside the registries.
packages() {
  say "npm packages of native/$1"
  rm -rf "$folder" && mkdir -p "$folder"
  cp "native/$1/package.json" "native/$1/package-lock.json" "$folder/"
  npm ci --prefix "$folder" --ignore-scripts --no-audit --no-fund --loglevel=error ||
    fail "npm could not install them; is its registry reachable from here?"
}

# The wheels of any Python fit: only files are taken out of them.
wheels() {
  python3 -m pip download --quiet --disable-pip-version-check --no-deps --only-binary=:all: --python-version 3.10 \
    --platform manylinux_2_17_x86_64 --platform manylinux2014_x86_64 --platform manylinux1_x86_64 \
    --dest "$downloads" "$@" || fail "pip could not download $*; is its registry reachable from here?"
}

# `unzip` says 11 when a pattern matched nothing: headers moved between versions.
extract() { unzip -q -o "$@" || [ $? -eq 11 ] || fail "$1 could not be unpacked; is the disk full?"; }

tensorflow() {
  local name=tensorflow-cpu version=2.15.1 package="$folder/node_modules/@tensorflow/tfjs-node" wheel
  [ "$kind" = cpu ] || { name=tensorflow && version=2.18.1; }
  [ "$(uname -sm)" = 'Linux x86_64' ] || fail "TensorFlow is built for Linux on x86-64 only; this is $(uname -sm)"
  need python3 'it fetches the TensorFlow wheel'
  python3 -m pip --version >/dev/null 2>&1 || fail 'pip is missing: it fetches the TensorFlow wheel (apt: python3-pip)'
  need g++ 'it compiles the binding (apt: g++)'
  need unzip 'it unpacks the wheel (apt: unzip)'
  packages tensorflow
  downloads=$(mktemp -d "$folder/downloads.XXXX")
  say "$name $version from PyPI"
  wheels "$name==$version"
  wheel=$(ls "$downloads"/*.whl)
  mkdir -p "$package/deps/lib" "$package/lib/napi-v8"
  extract "$wheel" 'tensorflow/libtensorflow_*.so.2' 'tensorflow/THIRD_PARTY_NOTICES.txt' '*.dist-info/LICENSE' \
    'tensorflow/include/tensorflow/c/*' 'tensorflow/include/tensorflow/core/platform/ctstring*' \
    'tensorflow/include/*tsl/c/*' 'tensorflow/include/*tsl/platform/ctstring*' -d "$downloads/wheel"
  mv "$downloads"/wheel/tensorflow/libtensorflow_*.so.2 "$package/deps/lib/"
  mv "$downloads/wheel/tensorflow/include" "$package/deps/include"
  mv "$downloads"/wheel/tensorflow/THIRD_PARTY_NOTICES.txt "$downloads"/wheel/*.dist-info/LICENSE "$package/deps/" 2>/dev/null || true # not in every wheel
  chmod -R u+w,a+rX "$package/deps"
  ! command -v strip >/dev/null || strip --strip-unneeded "$package"/deps/lib/*.so.2 # 150 MB of names
  say 'compiling the binding'
  g++ -O3 -std=c++17 -fPIC -shared -fno-rtti -fno-exceptions -w -DNAPI_VERSION=8 \
    -I"$folder/node_modules/node-api-headers/include" -I"$package/deps/include" "$package"/binding/tfjs_{backend,binding}.cc \
    -L"$package/deps/lib" -l:libtensorflow_cc.so.2 -l:libtensorflow_framework.so.2 '-Wl,-rpath,$ORIGIN/../../deps/lib' \
    -o "$package/lib/napi-v8/tfjs_binding.node" || fail 'the binding did not compile'
  [ "$kind" = cpu ] || cuda "$wheel" "$package/deps"
  rm -rf "$downloads"
}

# The versions are the TensorFlow wheel's own; its libraries look for them in ../nvidia/*/lib.
cuda() {
  local pins wheel
  mapfile -t pins < <(unzip -p "$1" '*.dist-info/METADATA' |
    sed -nE 's/^Requires-Dist: (nvidia-[a-z0-9-]+) ?\(?(==[0-9.]+)\)?.*and-cuda.*/\1\2/p' | grep -v nvcc)
  [ ${#pins[@]} -gt 0 ] || fail 'the TensorFlow wheel names no CUDA libraries'
  for pin in "${pins[@]}"; do
    say "$pin from PyPI"
    wheels "$pin"
    wheel=$(ls "$downloads"/nvidia_*.whl)
    extract "$wheel" 'nvidia/*/lib/*' '*.dist-info/[Ll]icense*' -d "$2"
    rm "$wheel"
  done
}

if [ "$kind" = webgpu ]; then packages webgpu; else tensorflow; fi
touch "$folder/ready"
npm run -s build
node dist/apps/cli/src/main.js backends --only "$backend" || {
  rm "$folder/ready"
  fail "what was built does not work here; .native/$kind is left for a look and will not be used"
}
say "done: $(du -sh "$folder" | cut -f1) in .native/$kind; QUALM_BACKEND=$backend computes on it"
