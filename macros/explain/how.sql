{#- A query: how did a customer come to be, and what if one identifier goes? An id of any age is asked for. Findings:
`customer` (what it is), `together` (links in the order of their strength, each joining two groups of records that no
stronger link had joined) and `without` (for each identifier value: into how many parts the records fall). -#}
{% macro how(customer_id) -%}
with recursive identity_map as (
    select * from {{ ref('customer_identity_map') }}
),

evidence as (
    select * from {{ ref('match_evidence') }}
),

resolved as (
    select * from {{ ref('resolved_customer_ids') }}
),

nicknames as (
    select * from {{ ref('nicknames') }}
),

asked_name as (
    select {{ text_literal(customer_id | string) }} as asked_id
),

asked as (
    select
        asked_name.asked_id,
        resolved.id_state,
        resolved.current_customer_id as customer_id
    from asked_name
    -- A miss: no customer ever had the id.
    left join resolved
        on asked_name.asked_id = resolved.customer_id and resolved.is_main
),

{{ strongest_links('identity_map.customer_id = asked.customer_id', 'asked') }},

-- For each link, what stronger ones had joined to its ends before.
reached as (
    select
        strength,
        'left' as side,
        left_record_key as record_key
    from strongest_links
    union
    select
        strength,
        'right' as side,
        right_record_key as record_key
    from strongest_links
    union
    select
        reached.strength,
        reached.side,
        directed_links.to_record_key as record_key
    from reached
    inner join directed_links
        on
            reached.record_key = directed_links.from_record_key
            and reached.strength > directed_links.strength
),

group_sizes as (
    select
        reached.strength,
        sum(case when reached.side = 'left' then 1 else 0 end) as count_left,
        sum(case when reached.side = 'right' then 1 else 0 end) as count_right,
        max(
            case
                when reached.side = 'left' and reached.record_key = strongest_links.right_record_key then 1
                else 0
            end
        ) as is_joined_already
    from reached
    inner join strongest_links on reached.strength = strongest_links.strength
    group by reached.strength
),

together as (
    select
        100 + row_number() over (order by directed_links.strength) as place,
        'together' as finding,
        {{ link_in_words('directed_links') }} || '. That joins ' || group_sizes.count_left || ' and '
        || group_sizes.count_right || ' record(s)' as sentence,
        directed_links.from_reference as reference,
        directed_links.rule_name as detail,
        group_sizes.count_left + group_sizes.count_right as count_records
    from group_sizes
    inner join directed_links
        on
            group_sizes.strength = directed_links.strength
            and directed_links.from_record_key = directed_links.left_record_key
    where group_sizes.is_joined_already = 0
),

{{ what_if_findings() }},

customer_row as (
    select
        0 as place,
        'customer' as finding,
        case
            when asked.id_state is null then 'No customer ever had the id ' || asked.asked_id
            when asked.customer_id is null
                then 'Nobody has the id ' || asked.asked_id || ' any more: its records are gone'
            else
                case
                    when asked.asked_id != asked.customer_id
                        then asked.asked_id || ' is now ' || asked.customer_id || '. '
                    else ''
                end
                || asked.customer_id || ' has ' || (select count(*) from customer_records) || ' record(s)'
        end as sentence,
        asked.customer_id as reference,
        cast(null as varchar) as detail,
        (select count(*) from customer_records) as count_records
    from asked
),

answer as (
    select * from customer_row
    union all
    select * from together
    union all
    select * from without_value
)

select * from answer
order by place
{%- endmacro %}
