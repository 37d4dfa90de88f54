{#- A `where` clause that leaves the pairs with an end in a scope of records; nothing in a build of everything. -#}
{% macro with_an_end_in_scope(scope, word='where') -%}
    {%- if is_incremental_build() -%}
        {{ word }} (
            left_record_key in (select record_key from {{ scope }})
            or right_record_key in (select record_key from {{ scope }})
        )
    {%- endif -%}
{%- endmacro %}

{#- A `where` clause that leaves the records at the ends of pairs; nothing in a build of everything. pairs: relation or CTE. -#}
{% macro only_ends_of(pairs) -%}
    {%- if is_incremental_build() -%}
        where record_key in (
            select left_record_key from {{ pairs }}
            union
            select right_record_key from {{ pairs }}
        )
    {%- endif -%}
{%- endmacro %}
