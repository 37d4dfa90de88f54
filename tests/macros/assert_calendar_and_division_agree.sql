-- Days, months and quotients come out alike on every engine: rows that differ from what is written.
with

cases as (
    select
        'days over a leap day' as case_name,
        cast({{ days_between("cast('2024-02-28 23:59:59' as timestamp)", "cast('2024-03-01' as date)") }} as varchar)
            as given,
        '2' as expected
    {% for case in [
        ('days backwards', days_between("cast('2024-03-01' as date)", "cast('2024-02-29' as date)"), '-1'),
        ('a day later', 'cast(' ~ add_days("cast('2024-02-28 10:00:00' as timestamp)", 2) ~ ' as date)', '2024-03-01'),
        ('days back', 'cast(' ~ add_days("cast('2024-03-01' as date)", -1) ~ ' as date)', '2024-02-29'),
        ('end of a shorter month', 'cast(' ~ add_months("cast('2023-12-31' as date)", 2) ~ ' as date)', '2024-02-29'),
        ('leap day a year later', 'cast(' ~ add_months("cast('2024-02-29' as date)", 12) ~ ' as date)', '2025-02-28'),
        ('months back', 'cast(' ~ add_months("cast('2024-03-31' as date)", -1) ~ ' as date)', '2024-02-29'),
        ('half a cent up', divide_money('cast(2.69 as numeric(18, 2))', 'cast(2 as bigint)'), '1.35'),
        ('half a cent down', divide_money('cast(-2.69 as numeric(18, 2))', 'cast(2 as bigint)'), '-1.35'),
        ('no float near it', divide_money('cast(5.35 as numeric(18, 2))', 'cast(2 as bigint)'), '2.68'),
        ('below half a cent', divide_money('cast(0.01 as numeric(18, 2))', 'cast(3 as bigint)'), '0.00'),
        ('large money', divide_money('cast(9999999999999999.99 as numeric(18, 2))', 'cast(1 as bigint)'),
            '9999999999999999.99'),
        ('more than large',
            divide_money('cast(9999999999999999.99 as numeric(38, 2)) * 365', 'cast(365 as bigint)'),
            '9999999999999999.99'),
        ('money by nothing',
            'coalesce(' ~ divide_money('cast(1 as numeric(18, 2))', 'cast(0 as bigint)')
            ~ ', cast(-1 as numeric(18, 2)))', '-1.00'),
        ('the rest goes', divide_whole('cast(7 as bigint)', 'cast(2 as bigint)'), '3'),
        ('whole by nothing', 'coalesce(' ~ divide_whole('cast(7 as bigint)', 'cast(0 as bigint)') ~ ', -1)', '-1'),
    ] %}

        union all

        select
            '{{ case[0] }}' as case_name,
            cast({{ case[1] }} as varchar) as given,
            '{{ case[2] }}' as expected
    {% endfor %}
)

select * from cases
where given <> expected or given is null
