{#- A query: why are two records, each written 'channel:id', one customer? The shortest way from the first to the second over
accepted links, one row a step; of several the one whose links are strongest, step by step. Step 0 is the verdict. -#}
{% macro why(record_a, record_b) -%}
with recursive identity_map as (
    select * from {{ ref('customer_identity_map') }}
),

record_versions as (
    select * from {{ ref('int_customer_records_unioned') }}
),

evidence as (
    select * from {{ ref('match_evidence') }}
),

{{ asked_records(record_a, record_b) }},

pair as (
    select
        left_record.record_key as left_record_key,
        right_record.record_key as right_record_key,
        left_record.reference as left_reference,
        right_record.reference as right_reference,
        left_record.customer_id as left_customer_id,
        right_record.customer_id as right_customer_id,
        {{ why_verdict('left_record', 'right_record') }} as verdict,
        {{ state_in_words('left_record') }} as left_words,
        {{ state_in_words('right_record') }} as right_words,
        left_record.record_state as left_state
    from asked_records as left_record
    inner join asked_records as right_record
        on left_record.side = 'left' and right_record.side = 'right'
),

{{ strongest_links("pair.verdict = 'one_customer' and identity_map.customer_id = pair.left_customer_id", 'pair') }},

-- How many links each record is away from the second one.
reached as (
    select
        right_record_key as record_key,
        0 as count_links
    from pair
    where verdict = 'one_customer'
    union
    select
        directed_links.from_record_key as record_key,
        reached.count_links + 1 as count_links
    from reached
    inner join directed_links on reached.record_key = directed_links.to_record_key
    where reached.count_links < directed_links.count_records
),

distances as (
    select
        record_key,
        min(count_links) as count_links
    from reached
    group by record_key
),

next_links as (
    select
        directed_links.*,
        row_number() over (
            partition by directed_links.from_record_key
            order by directed_links.strength, directed_links.to_record_key
        ) as place
    from directed_links
    inner join distances as from_distance
        on directed_links.from_record_key = from_distance.record_key
    inner join distances as to_distance
        on
            directed_links.to_record_key = to_distance.record_key
            and from_distance.count_links = to_distance.count_links + 1
),

walked as (
    select
        next_links.from_record_key,
        next_links.to_record_key,
        1 as step
    from next_links
    inner join pair on next_links.from_record_key = pair.left_record_key
    where next_links.place = 1
    union all
    select
        next_links.from_record_key,
        next_links.to_record_key,
        walked.step + 1 as step
    from walked
    inner join next_links on walked.to_record_key = next_links.from_record_key
    where next_links.place = 1
),

steps as (
    select
        walked.step,
        {{ link_in_words('next_links') }} as sentence,
        next_links.from_reference,
        next_links.to_reference,
        next_links.rule_name,
        next_links.tier,
        next_links.rule_fields,
        next_links.name_grade,
        next_links.count_strong,
        next_links.count_weak,
        next_links.count_contradicting,
        next_links.evidence
    from walked
    inner join next_links
        on
            walked.from_record_key = next_links.from_record_key
            and walked.to_record_key = next_links.to_record_key
),

verdict_row as (
    select
        0 as step,
        case pair.verdict
            when 'not_current' then
                case when pair.left_state != 'current' then pair.left_words else pair.right_words end
            when 'same_record' then 'That is one record, of ' || pair.left_customer_id
            when 'two_customers' then
                'They are two customers, ' || pair.left_customer_id || ' and ' || pair.right_customer_id
                || ': ask why_not'
            else
                'They are one customer, ' || pair.left_customer_id || ', over '
                || (select count(*) from walked) || ' link(s)'
        end as sentence,
        pair.left_reference as from_reference,
        pair.right_reference as to_reference
    from pair
),

answer as (
    select
        step,
        sentence,
        from_reference,
        to_reference,
        cast(null as varchar) as rule_name,
        cast(null as varchar) as tier,
        cast(null as varchar) as rule_fields,
        cast(null as varchar) as name_grade,
        cast(null as integer) as count_strong,
        cast(null as integer) as count_weak,
        cast(null as integer) as count_contradicting,
        cast(null as integer) as evidence
    from verdict_row
    union all
    select * from steps
)

select * from answer
order by step
{%- endmacro %}
