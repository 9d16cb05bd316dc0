-- The sum of each target. Needs the variable `actuals`.
select
    target,
    -- A decimal of four places prints all four; what follows the last digit that counts goes.
    rtrim(rtrim(sum(value)::varchar, '0'), '.') as sum
from read_csv(
    getvariable('actuals'),
    auto_detect = false, header = true, delim = ',', quote = '"', escape = '"', thousands = ',',
    columns = {
        'target': 'varchar', 'period': 'varchar', 'entity': 'varchar', 'value': 'decimal(18,4)'
    }
)
group by target
order by target;
