{#- A line for steward_decisions.csv about the pair of a review: its id, the word, the two records; who decides, and why, is
left to fill in. review: a relation with left_/right_ customer_id, channel and source_record_id, and reason. -#}
{% macro decision_row(review, word) -%}
    concat_ws(
        ',',
        {{ md5_hex(review ~ ".left_customer_id || ':' || " ~ review ~ ".right_customer_id") }},
        '{{ word }}',
        {{ csv_field(review ~ '.left_channel') }},
        {{ csv_field(review ~ '.left_source_record_id') }},
        {{ csv_field(review ~ '.right_channel') }},
        {{ csv_field(review ~ '.right_source_record_id') }},
        '',
        cast({{ as_of() }} as varchar),
        {{ review }}.reason,
        ''
    )
{%- endmacro %}

{#- A text as one field of a CSV line. -#}
{% macro csv_field(expression) -%}
    case
        when {{ expression }} like '%,%' or {{ expression }} like '%"%'
            then '"' || replace({{ expression }}, '"', '""') || '"'
        else {{ expression }}
    end
{%- endmacro %}
