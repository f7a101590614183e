#!/bin/sh
# Runs a class of Kafka's tools: kafka-run-class.sh <class> <arguments>. Needs Java 11 or later on PATH.
home=$(dirname "$(dirname "$(readlink -f "$0")")")
# The quick compiler and the simplest collector: most of these programs live for a second.
exec java -Xmx256m -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -cp "$home/config:$home/libs/*" "$@"
