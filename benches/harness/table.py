"""The Markdown that goes into a README."""


def markdown(rows, reference, about, versions, options, machine):
    name = reference.label
    sizes = " and ".join(f"{rows:,} rows ({size / 1e6:,.1f} MB)" for rows, size in about)
    lines = [
        f"{sizes}, {options.order} order; {', '.join(versions)}.",
        f"{machine}. {options.runs} turns each, alternately, after 2 warm-ups; medians.",
        "",
        f"| job | other | other takes | {name} takes | other ÷ {name} (range) | other's memory | {name}'s |",
        "|---|---|--:|--:|--:|--:|--:|",
    ]
    for row in rows:
        cells = [
            row.job,
            row.name,
            seconds(row.their_time),
            seconds(row.our_time),
            ratio(row),
            memory(row.their_memory),
            memory(row.our_memory),
        ]
        lines.append(f"| {' | '.join(cells)} |")
    return "\n".join(lines) + "\n"


def seconds(time):
    return f"{significant(time * 1000)} ms" if time < 1 else f"{significant(time)} s"


def ratio(row):
    if len(row.ours) == 1:
        return f"**{significant(row.ratio)}** (once)"
    low, high = row.ratios
    return f"**{significant(row.ratio)}** ({significant(low)}–{significant(high)})"


def memory(kib):
    return f"{significant(kib / 1024)} MiB"


def significant(number):
    """Three digits that count, and all of those before the point."""
    for limit, decimals in ((0.09995, 4), (0.9995, 3), (9.995, 2), (99.95, 1)):
        if number < limit:
            return f"{number:.{decimals}f}"
    return f"{number:,.0f}"
