#!/bin/sh
# Gives the browser journeys a Chromium where there is none and this account may install one.
# Never fails the build: the journeys themselves say what is missing.
command -v chromedriver >/dev/null && exit 0
if [ "$(id -u)" != 0 ] || ! command -v apt-get >/dev/null; then
    exit 0
fi
echo "No chromedriver found: installing chromium and chromium-driver for the browser journeys."
apt-get update -qq && apt-get install -y -qq --no-install-recommends chromium chromium-driver ||
    echo "Installing Chromium did not work."
