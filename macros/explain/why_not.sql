{#- A query: why are two records, each written 'channel:id', not one customer? Row 0 is the verdict: the first that holds of
why_not_verdicts(). The rows below are what the guard says of the two records, value by value, and what it asks for. -#}
{% macro why_not(record_a, record_b) -%}
with identity_map as (
    select * from {{ ref('customer_identity_map') }}
),

record_versions as (
    select * from {{ ref('int_customer_records_unioned') }}
),

cannot_links as (
    select * from {{ ref('int_cannot_links') }}
),

links_judged as (
    select * from {{ ref('int_links_judged') }}
),

nicknames as (
    select * from {{ ref('nicknames') }}
),

{{ asked_records(record_a, record_b) }},

match_fields as (
    select fields.*
    from {{ ref('int_match_fields') }} as fields
    inner join asked_records on fields.record_key = asked_records.record_key
),

asked_pair as (
    select
        least(left_record.record_key, right_record.record_key) as left_record_key,
        greatest(left_record.record_key, right_record.record_key) as right_record_key,
        0 as rule_number
    from asked_records as left_record
    inner join asked_records as right_record
        on left_record.side = 'left' and right_record.side = 'right'
    where left_record.record_key != right_record.record_key
),

{{ judged_pairs('asked_pair') }},

{{ shared_keys_of_pair() }},

{{ shared_values_of_pair() }},

{{ refusals_between_customers() }},

pair as (
    select
        left_record.reference as left_reference,
        right_record.reference as right_reference,
        left_record.customer_id as left_customer_id,
        right_record.customer_id as right_customer_id,
        {{ state_in_words('left_record') }} as left_words,
        {{ state_in_words('right_record') }} as right_words,
        left_record.record_state as left_state,
        refusals.refusal,
        refusals.reject_reason as link_reason,
        refusals.left_reference as refused_left_reference,
        refusals.right_reference as refused_right_reference,
        judged_pairs.evidence,
        judged_pairs.link_tier,
        judged_pairs.reject_reason as guard_reason,
        judged_pairs.name_grade,
        key_counts.count_keys,
        key_counts.count_crowded_keys,
        value_counts.suppressed_types,
        case
            when {{ why_verdict('left_record', 'right_record') }} != 'two_customers'
                then {{ why_verdict('left_record', 'right_record') }}
            when refusals.refusal is not null then refusals.refusal
            when key_counts.count_keys > 0 then 'compared_and_refused'
            when value_counts.suppressed_types is not null then 'value_suppressed'
            when key_counts.count_crowded_keys > 0 then 'key_too_common'
            else 'never_candidates'
        end as verdict
    from asked_records as left_record
    inner join asked_records as right_record
        on left_record.side = 'left' and right_record.side = 'right'
    cross join key_counts
    cross join value_counts
    -- Misses: one record is not there, or both are one; no rule ever linked the two customers.
    left join judged_pairs on 1 = 1
    left join refusals on refusals.place = 1
),

{{ guard_findings() }},

verdict_row as (
    select
        0 as place,
        verdict as finding,
        {{ why_not_in_words() }} as sentence,
        evidence as points
    from pair
),

answer as (
    select * from verdict_row
    union all
    select * from findings
)

select * from answer
order by place
{%- endmacro %}

{#- The verdicts in the order in which they are tried, with what each means. -#}
{% macro why_not_verdicts() -%}
    {{- return({
        'not_current': 'one of the records is unknown, quarantined or deleted',
        'same_record': 'both names are of one record',
        'one_customer': 'they are one customer: ask why',
        'steward_decision': 'a steward decided that they are two persons',
        'vetoed': 'a rule linked their customers, and what one person has once speaks against it',
        'cut_in_repair': 'a rule linked their customers, and the link was cut because it joined what cannot be one person',
        'compared_and_refused': 'a rule found the pair, and the evidence did not suffice',
        'value_suppressed': 'what they share is shared by too many persons, or was used by others in between',
        'key_too_common': 'what they share is shared by too many records',
        'never_candidates': 'no rule found the pair: they share nothing that a rule looks for',
    }) -}}
{%- endmacro %}

{#- The verdict as a sentence, over the columns of `pair`. -#}
{% macro why_not_in_words() -%}
    case verdict
        when 'not_current' then case when left_state != 'current' then left_words else right_words end
        when 'same_record' then 'That is one record, of ' || left_customer_id
        when 'one_customer' then 'They are one customer, ' || left_customer_id || ': ask why'
        else 'They are ' || left_customer_id || ' and ' || right_customer_id || ', because '
            || case verdict
                when 'compared_and_refused' then case
                    when link_tier is not null
                        then 'what speaks for them suffices only in tier ' || link_tier
                            || ', and customers are made in tier {{ var("customer_tier") }}'
                    else {{ in_words('guard_reason', reject_reason_words()) }}
                end
                || ': ' || evidence || ' in sum'
                when 'value_suppressed'
                    then 'the ' || suppressed_types
                        || ' they share is no evidence: too many persons share it, or others used it in between'
                when 'key_too_common' then 'too many records share what they have in common'
                when 'never_candidates' then 'no rule found the pair: they share nothing that a rule looks for'
                else {{ in_words('link_reason', reject_reason_words()) }}
                    || ' (' || refused_left_reference || ' and ' || refused_right_reference || ')'
            end
    end
{%- endmacro %}
