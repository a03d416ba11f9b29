#!/bin/sh
# Runs a command with a PostgreSQL server of its own, made for it and removed after it: with-postgis.sh COMMAND…
# Needs Debian's postgresql and postgresql-NN-postgis-3; without them the command runs without a server.
set -eu
bin=$(ls -d /usr/lib/postgresql/*/bin 2>/dev/null | sort -V | tail -1)
if [ -z "$bin" ] || [ ! -x "$bin/initdb" ]; then exec "$@"; fi

folder=$(mktemp -d)
as="" # the server refuses to run as root
if [ "$(id -u)" = 0 ]; then
    chown postgres "$folder"
    as="runuser -u postgres --"
fi
stop() {
    $as "$bin/pg_ctl" -D "$folder/data" -m immediate -w stop >/dev/null 2>&1 || true
    rm -rf "$folder"
}
trap stop EXIT INT TERM
cd "$folder"
$as "$bin/initdb" -D "$folder/data" -A trust -U bench >/dev/null
# As its manual advises for a machine with memory to spare; nothing that makes it slower.
$as "$bin/pg_ctl" -D "$folder/data" -w -l "$folder/log" -o "-k $folder -c listen_addresses='' -c shared_buffers=1GB \
-c work_mem=256MB -c max_parallel_workers=8 -c min_parallel_table_scan_size=0 -c parallel_setup_cost=0" start >/dev/null
cd "$OLDPWD"
PGHOST=$folder PGUSER=bench PGDATABASE=postgres "$@"
