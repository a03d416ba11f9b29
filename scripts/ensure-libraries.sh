#!/bin/sh
# Installs what is missing to build kk-diff: GEOS, PROJ, SQLite, Nettle, zlib and pkg-config; with the argument "tests" also
# ogr2ogr, through which Shapefile and other inputs are read. Says what it does; does nothing when all is there.
set -eu

missing=""
need() { # PACKAGE COMMAND…: remember PACKAGE when COMMAND fails
    package=$1
    shift
    "$@" >/dev/null 2>&1 || missing="$missing $package"
}

if ! command -v swift >/dev/null 2>&1; then
    echo "make: no 'swift' on the PATH; install a Swift 6.2 (or newer) toolchain first: https://www.swift.org/install/linux/" >&2
    exit 1
fi

need pkg-config pkg-config --version
need libgeos-dev pkg-config --exists geos
need libproj-dev pkg-config --exists proj
need libsqlite3-dev pkg-config --exists sqlite3
need nettle-dev pkg-config --exists nettle
need zlib1g-dev pkg-config --exists zlib
if [ "${1:-}" = tests ]; then
    need gdal-bin ogr2ogr --version
fi
[ -n "$missing" ] || exit 0

if ! command -v apt-get >/dev/null 2>&1; then
    echo "make: missing:$missing" >&2
    echo "make: these are Debian/Ubuntu package names; install the same libraries with your system's package manager and run make again" >&2
    exit 1
fi

as_root=""
if [ "$(id -u)" != 0 ]; then
    if ! command -v sudo >/dev/null 2>&1; then
        echo "make: missing:$missing; run as root: apt-get install$missing" >&2
        exit 1
    fi
    as_root="sudo"
fi

echo "installing:$missing" >&2
export DEBIAN_FRONTEND=noninteractive
# A stale package list is the usual reason for a failed install, so it is refreshed first; its own failure
# (an unreachable extra source) must not hide an install that would work.
$as_root apt-get update -qq >&2 || echo "make: apt-get update failed; trying the install all the same" >&2
# shellcheck disable=SC2086  # the list is meant to be split
$as_root apt-get install -y --no-install-recommends $missing >&2
