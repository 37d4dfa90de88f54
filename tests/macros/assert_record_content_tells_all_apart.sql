-- Law: what a record says is equal for equal records and for no others: what moves from one
-- column to the next, is empty instead of missing, is verified or dated otherwise is other
-- content.
{%- set columns = record_content_columns() -%}
{%- set nothing = {} -%}
{%- for column in columns.texts -%}
    {%- do nothing.update({column: 'cast(null as varchar)'}) -%}
{%- endfor -%}
{%- for column in columns.flags -%}
    {%- do nothing.update({column: 'false'}) -%}
{%- endfor -%}
{%- for column in columns.moments -%}
    {%- do nothing.update({column: 'cast(null as timestamp)'}) -%}
{%- endfor -%}
{%- set day = "cast('2025-01-01 00:00:00' as timestamp)" -%}
{#- Those of one kind say the same; row numbers, where they stand. -#}
{%- set records = [
    ['nothing', {}],
    ['two names', {'given_name': "'a-'", 'middle_name': "'b'"}],
    ['two names', {'given_name': "'a-'", 'middle_name': "'b'"}],
    ['moved', {'given_name': "'a'", 'middle_name': "'-b'"}],
    ['one name', {'given_name': "'a-b'"}],
    ['looks like a length', {'given_name': "'a-1:b'"}],
    ['empty', {'given_name': "'a-b'", 'middle_name': "''"}],
    ['verified', {'is_verified_email': 'true'}],
    ['otherwise verified', {'is_verified_phone': 'true'}],
    ['created', {'created_at': day}],
    ['updated', {'updated_at': day}],
] %}

with records as (
    {% for kind, values in records -%}
        select
            {{ loop.index }} as place,
            '{{ kind }}' as kind,
            {% for column, value in dict(nothing, **values).items() -%}
                {{ value }} as {{ column }}{{ ',' if not loop.last }}
            {% endfor -%}
        {{ 'union all' if not loop.last }}
    {% endfor -%}
),

contents as (
    select
        place,
        kind,
        {{ record_content() }} as content
    from records
)

select
    left_content.kind as left_kind,
    right_content.kind as right_kind,
    left_content.content
from contents as left_content
inner join contents as right_content on left_content.place < right_content.place
where
    (left_content.kind = right_content.kind) != (left_content.content = right_content.content)
