{#- What becomes of a row of an activity table: accepted | superseded | quarantined.

The row needs `failed_check`, `source_file` and `source_line_number`. Among the rows that pass their checks the same
key may come again: a later file (by name) brings a newer version, and the older one is superseded; within one file
the first line counts and the others are duplicates. -#}
{% macro row_state(key_columns) -%}
    {%- set versions -%}
        over (
            partition by {{ key_columns | join(', ') }}, failed_check
            order by {{ binary_text('source_file') }} desc, source_line_number
        )
    {%- endset -%}
    case
        when failed_check is not null then 'quarantined'
        when row_number() {{ versions }} = 1 then 'accepted'
        when source_file = first_value(source_file) {{ versions }} then 'quarantined'
        else 'superseded'
    end
{%- endmacro %}

{#- Why a row is quarantined, null if it is not. The row needs `row_state` and `failed_check`. -#}
{% macro quarantine_reason() -%}
    case when row_state = 'quarantined' then coalesce(failed_check, 'duplicate_key') end
{%- endmacro %}

{#- What exactly is wrong: the column and its text, or the key that came before in the same file. -#}
{% macro quarantine_detail(key_columns) -%}
    case
        when row_state = 'quarantined' then coalesce(
            failed_detail, concat('{{ key_columns | join(", ") }}: ', {{ row_key(key_columns) }})
        )
    end
{%- endmacro %}

{#- The key of a row as one text. -#}
{% macro row_key(key_columns) -%}
    concat_ws(':', {{ key_columns | join(', ') }})
{%- endmacro %}
