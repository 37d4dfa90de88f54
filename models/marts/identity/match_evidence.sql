with links as (
    select * from {{ ref('int_links_judged') }}
    {{ only_in_scope(scope_of('int_link_pairs_touched'), ['left_record_key', 'right_record_key']) }}
),

pairs_compared as (
    select * from {{ ref('int_pairs_compared') }}
    {{ only_in_scope(scope_of('int_link_pairs_touched'), ['left_record_key', 'right_record_key']) }}
),

records as {{ read_in_place() }} (
    select * from {{ ref('int_customer_records') }}
),

match_rules as (
    select
        0 as rule_number,
        'steward_decision' as rule_name,
        'record' as rule_fields,
        'none' as rule_guard
    union all
    {% for rule in active_match_rules() -%}
        select
            {{ rule.number }} as rule_number,
            '{{ rule.name }}' as rule_name,
            '{{ rule.fields | join(", ") }}' as rule_fields,
            '{{ rule.guard }}' as rule_guard
        {{ "union all" if not loop.last }}
    {% endfor -%}
),

evidence as (
    select
        links.left_record_key,
        links.right_record_key,
        links.rule_number,
        cast(match_rules.rule_name as varchar) as rule_name,
        cast(links.tier as varchar) as tier,
        cast(match_rules.rule_fields as varchar) as rule_fields,
        cast(match_rules.rule_guard as varchar) as rule_guard,
        cast(pairs_compared.name_grade as varchar) as name_grade,
        {% for kind in evidence_kinds() -%}
            pairs_compared.{{ kind }}_evidence,
        {% endfor -%}
        pairs_compared.count_strong,
        pairs_compared.count_weak,
        pairs_compared.count_contradicting,
        links.evidence,
        {{ is_tier_in_force('links.tier') }} as is_in_customer,
        left_record.channel as left_channel,
        left_record.source_record_id as left_source_record_id,
        right_record.channel as right_channel,
        right_record.source_record_id as right_source_record_id
    from links
    inner join match_rules on links.rule_number = match_rules.rule_number
    inner join records as left_record on links.left_record_key = left_record.record_key
    inner join records as right_record on links.right_record_key = right_record.record_key
    -- A miss: equality in the fields of the rule was enough, or a steward decided.
    left join pairs_compared
        on
            links.left_record_key = pairs_compared.left_record_key
            and links.right_record_key = pairs_compared.right_record_key
            and links.rule_number = pairs_compared.rule_number
    where links.reject_reason is null
)

select * from evidence
