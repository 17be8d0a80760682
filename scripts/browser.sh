#!/usr/bin/env bash
# Makes sure that the browser tests have a Chromium, where that can be done without asking anyone:
# as root on a system with apt-get. Elsewhere those tests are skipped, and this says so.
set -u
for name in "${FOEDUS_CHROMIUM:-}" chromium chromium-browser google-chrome; do
  if [ -n "$name" ] && command -v "$name" >/dev/null 2>&1; then exit 0; fi
done
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
  echo "Installing Chromium for the browser tests ..."
  export DEBIAN_FRONTEND=noninteractive
  { apt-get -qq update && apt-get -qq install -y --no-install-recommends chromium; } \
    >/dev/null 2>&1 && exit 0
  echo "apt-get could not install chromium." >&2
fi
echo "NO BROWSER: the browser tests will be skipped. Install Chromium, or name one in FOEDUS_CHROMIUM." >&2
exit 0
