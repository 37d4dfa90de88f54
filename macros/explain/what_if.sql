{#- CTE `without_value(place, finding, sentence, reference, detail, count_records)`: for each identifier value of a customer,
what becomes of the customer without it. The records are matched anew with the value taken from those that have it: links
of equality rules stay unless their rule reads that kind of value and an end had it; pairs that another key finds are
judged again by the guard. Limits and vetoes are left as they are.

Reads CTEs `identity_map`, `customer_records`, `evidence` and `nicknames`. Use behind a comma in a `with`. -#}
{% macro what_if_findings() -%}
    {{ record_copies() }},

    match_fields as (
        select
            record_copies.copy_key as record_key
            {%- for column in columns_of_match_fields() %},
            {% set type = identifier_type_of_field(column) -%}
            {% if type is none -%}
                fields.{{ column }}
            {%- else -%}
                case
                    when not (record_copies.had_value and record_copies.identifier_type = '{{ type }}')
                        then fields.{{ column }}
                end as {{ column }}
            {%- endif %}
            {%- endfor %}
        from record_copies
        inner join {{ ref('int_match_fields') }} as fields on record_copies.record_key = fields.record_key
    ),

    {{ pairs_by_rule() }},

    {#- What still finds or links a pair without the value. #}
    pairs_without as (
        select distinct
            left_copy.value_number,
            least(left_copy.copy_key, right_copy.copy_key) as left_record_key,
            greatest(left_copy.copy_key, right_copy.copy_key) as right_record_key,
            pairs_by_rule.support,
            0 as rule_number
        from pairs_by_rule
        inner join record_copies as left_copy on pairs_by_rule.left_record_key = left_copy.record_key
        inner join record_copies as right_copy
            on
                pairs_by_rule.right_record_key = right_copy.record_key
                and left_copy.value_number = right_copy.value_number
        -- A miss: the rule does not read the value.
        left join rules_reading
            on
                pairs_by_rule.rule_number = rules_reading.rule_number
                and left_copy.identifier_type = rules_reading.identifier_type
                and (left_copy.had_value or right_copy.had_value)
        where rules_reading.rule_number is null
    ),

    pairs_to_judge as (
        select
            left_record_key,
            right_record_key,
            rule_number
        from pairs_without
        where support = 'candidate'
    ),

    {{ judged_pairs('pairs_to_judge') }},

    links_without as (
        select
            left_record_key,
            right_record_key
        from judged_pairs
        where link_tier is not null and {{ is_tier_in_force('link_tier') }}
        union
        select
            left_record_key,
            right_record_key
        from pairs_without
        where support = 'equality'
    ),

    {{ connected_components('links_without', 'left_record_key', 'right_record_key') }},

    parts_without as (
        select
            record_copies.value_number,
            coalesce(components.component, record_copies.copy_key) as part,
            count(*) as count_records,
            min(record_copies.copy_key) as first_copy_key,
            string_agg(
                record_copies.reference, ', ' order by {{ binary_text('record_copies.reference') }}
            ) as record_list
        from record_copies
        -- A miss: no link is left.
        left join components on record_copies.copy_key = components.node
        group by record_copies.value_number, coalesce(components.component, record_copies.copy_key)
    ),

    outcomes_without as (
        select
            value_number,
            count(*) as count_parts,
            string_agg(record_list, ' | ' order by count_records desc, first_copy_key asc) as part_list
        from parts_without
        group by value_number
    ),

    without_value as (
        select
            1000 + outcomes_without.value_number as place,
            'without' as finding,
            'Without the ' || {{ in_words('identifier_uses.identifier_type', identifier_type_words()) }} || ' of '
            || first_record.reference || ' (in ' || identifier_uses.count_records || ' record(s)) '
            || case
                when outcomes_without.count_parts = 1 then 'the customer holds together'
                else 'it falls into ' || outcomes_without.count_parts || ': ' || outcomes_without.part_list
            end as sentence,
            first_record.reference,
            identifier_uses.identifier_type as detail,
            identifier_uses.count_records
        from outcomes_without
        inner join identifier_uses on outcomes_without.value_number = identifier_uses.value_number
        inner join numbered_records as first_record
            on identifier_uses.first_record_number = first_record.record_number
    )
{%- endmacro %}
