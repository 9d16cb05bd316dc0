#!/bin/sh
# The jobs in xan: job.sh XAN sum|cells ACTUALS TARGETS
#
# xan adds binary floats, so figures are added as whole ten-thousandths, which it does exactly up to 2^53 of them.
# A whole float is printed with `.0`, which goes.
set -eu
xan=$1 job=$2 actuals=$3 targets=$4
figure='round(float(replace(value, ",", "")) * 10000)'
sum='replace(units / 10000, /\.0$/, "") as sum'

if [ "$job" = sum ]; then
    "$xan" groupby -p target "sum($figure) as units" "$actuals" |
        "$xan" select -e "target, $sum" |
        "$xan" sort -s target
else
    "$xan" groupby -p target,period,entity "sum($figure) as cell" "$actuals" |
        "$xan" join target - "$targets" |
        "$xan" groupby target 'count(cell >= cell_minimum * 10000) as cells_at_least_minimum, sum(cell) as units' |
        "$xan" select -e "target, cells_at_least_minimum, $sum" |
        "$xan" sort -s target
fi
