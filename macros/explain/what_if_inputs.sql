{#- CTEs `identifier_uses` (each identifier value of a customer, numbered) and `record_copies`: a copy of every record of the
customer for every value, with a key of its own and whether the record had the value. Reads CTEs `identity_map` and
`customer_records`. Use behind a comma in a `with`. -#}
{% macro record_copies() -%}
    numbered_records as (
        select
            customer_records.record_key,
            {{ record_reference('identity_map.channel', 'identity_map.source_record_id') }} as reference,
            row_number() over (order by customer_records.record_key) as record_number
        from customer_records
        inner join identity_map on customer_records.record_key = identity_map.record_key
    ),

    carriers as (
        select
            numbered_records.record_key,
            numbered_records.record_number,
            numbered_records.reference,
            in_use.identifier_type,
            dense_rank() over (
                order by
                    {{ binary_text('in_use.identifier_type') }},
                    {{ binary_text('in_use.match_value') }},
                    in_use.period_number
            ) as value_number
        from numbered_records
        inner join {{ ref('int_identifiers_in_use') }} as in_use
            on numbered_records.record_key = in_use.record_key
    ),

    identifier_uses as (
        select
            value_number,
            identifier_type,
            min(record_number) as first_record_number,
            count(*) as count_records
        from carriers
        group by value_number, identifier_type
    ),

    {#- A copy of each record for each value; its key says which. #}
    record_copies as (
        select
            identifier_uses.value_number,
            identifier_uses.identifier_type,
            numbered_records.record_key,
            numbered_records.reference,
            identifier_uses.value_number * {{ copies_apart() }} + numbered_records.record_number as copy_key,
            carriers.record_key is not null as had_value
        from identifier_uses
        cross join numbered_records
        -- A miss: the record does not have the value.
        left join carriers
            on
                identifier_uses.value_number = carriers.value_number
                and numbered_records.record_key = carriers.record_key
    )
{%- endmacro %}

{#- Copies of one value are numbered this far from those of the next. -#}
{% macro copies_apart() -%}
    {{- return(1000000) -}}
{%- endmacro %}

{#- CTEs `rules_reading(rule_number, identifier_type)` and `pairs_by_rule(left_record_key, right_record_key, rule_number,
support)`: which pairs of the customer's records a candidate key finds, and which an equality rule links. Reads CTEs
`customer_records` and `evidence`. Use behind a comma in a `with`. -#}
{% macro pairs_by_rule() -%}
    rules_reading as (
        {% for rule in active_match_rules() -%}
            {% for type in identifier_types_of_rule(rule) -%}
                select
                    {{ rule.number }} as rule_number,
                    '{{ type }}' as identifier_type
                union all
            {% endfor -%}
        {% endfor -%}
        select
            -1 as rule_number,
            '' as identifier_type
    ),

    {{ key_limits('candidate') }},

    customer_keys as (
        select
            match_keys.record_key,
            match_keys.rule_number,
            match_keys.match_key,
            key_limits.max_records
        from {{ ref('int_match_keys') }} as match_keys
        inner join customer_records on match_keys.record_key = customer_records.record_key
        inner join key_limits on match_keys.rule_number = key_limits.rule_number
    ),

    distinct_keys as (
        select distinct
            rule_number,
            match_key,
            max_records
        from customer_keys
    ),

    keys_within_limits as (
        select
            distinct_keys.rule_number,
            distinct_keys.match_key
        from distinct_keys
        inner join {{ ref('int_match_keys') }} as match_keys
            on
                distinct_keys.rule_number = match_keys.rule_number
                and distinct_keys.match_key = match_keys.match_key
        group by distinct_keys.rule_number, distinct_keys.match_key, distinct_keys.max_records
        having count(*) <= distinct_keys.max_records
    ),

    pairs_by_rule as (
        select distinct
            left_key.record_key as left_record_key,
            right_key.record_key as right_record_key,
            left_key.rule_number,
            'candidate' as support
        from customer_keys as left_key
        inner join customer_keys as right_key
            on
                left_key.rule_number = right_key.rule_number
                and left_key.match_key = right_key.match_key
                and left_key.record_key < right_key.record_key
        inner join keys_within_limits
            on
                left_key.rule_number = keys_within_limits.rule_number
                and left_key.match_key = keys_within_limits.match_key
        union all
        select
            evidence.left_record_key,
            evidence.right_record_key,
            evidence.rule_number,
            'equality' as support
        from evidence
        inner join customer_records on evidence.left_record_key = customer_records.record_key
        where evidence.is_in_customer and evidence.name_grade is null
    )
{%- endmacro %}
