{#- The checks of the record contract. Each returns a dict for `first_failed_check`:
reason (of seed quarantine_reasons), column (named in the detail), raw (the text to show), when (true: the row is bad).

A typed column `sold_at` stands beside its raw text `raw_sold_at`. A column that may be empty is `required=false`:
then only a text that cannot be cast is bad. `only_if` limits a check to some rows. -#}
{% macro missing_key(column) -%}
    {{- return({
        'reason': 'missing_key',
        'column': column,
        'raw': column,
        'when': is_empty(column),
    }) -}}
{%- endmacro %}

{% macro invalid_number(column, required=true) -%}
    {{- return({
        'reason': 'invalid_number',
        'column': column,
        'raw': 'raw_' ~ column,
        'when': column ~ ' is null' ~ ('' if required else ' and raw_' ~ column ~ ' is not null'),
    }) -}}
{%- endmacro %}

{% macro invalid_timestamp(column, required=true, only_if='') -%}
    {{- return({
        'reason': 'invalid_timestamp',
        'column': column,
        'raw': 'raw_' ~ column,
        'when': column ~ ' is null' ~ ('' if required else ' and raw_' ~ column ~ ' is not null')
            ~ (' and ' ~ only_if if only_if else ''),
    }) -}}
{%- endmacro %}

{% macro in_future(column, only_if='') -%}
    {{- return({
        'reason': 'in_future',
        'column': column,
        'raw': 'raw_' ~ column,
        'when': column ~ ' > ' ~ as_of() ~ (' and ' ~ only_if if only_if else ''),
    }) -}}
{%- endmacro %}

{% macro unknown_value(column, values) -%}
    {{- return({
        'reason': 'unknown_value',
        'column': column,
        'raw': column,
        'when': 'coalesce(' ~ column ~ ", '') not in ('" ~ values | join("', '") ~ "')",
    }) -}}
{%- endmacro %}

{#- Whether a text holds nothing but spaces. -#}
{% macro is_empty(column) -%}
    coalesce(trim({{ column }}), '') = ''
{%- endmacro %}

{#- The first of the checks that a row fails, null if it passes all. output: 'reason', or 'detail' (column: text). -#}
{% macro first_failed_check(checks, output='reason') -%}
    case
        {% for check in checks -%}
            when {{ check.when }}
                {% if output == 'reason' -%}
                    then '{{ check.reason }}'
                {% else -%}
                    then concat('{{ check.column }}: ', coalesce({{ check.raw }}, '(empty)'))
                {% endif -%}
        {% endfor -%}
    end
{%- endmacro %}
