-- For each target, how many sums of an entity and a month reach its minimum. Needs the variables `actuals` and
-- `targets`.
with cells as (
    select target, sum(value) as cell
    from read_csv(
        getvariable('actuals'),
        auto_detect = false, header = true, delim = ',', quote = '"', escape = '"', thousands = ',',
        columns = {
            'target': 'varchar', 'period': 'varchar', 'entity': 'varchar', 'value': 'decimal(18,4)'
        }
    )
    group by target, period, entity
),
goals as (
    from read_csv(
        getvariable('targets'),
        auto_detect = false, header = true,
        columns = { 'target': 'varchar', 'goal': 'decimal(18,4)', 'cell_minimum': 'decimal(18,4)' }
    )
)
select
    target,
    count(*) filter (where cell >= cell_minimum) as cells_at_least_minimum,
    rtrim(rtrim(sum(cell)::varchar, '0'), '.') as sum
from cells join goals using (target)
group by target
order by target;
