{#- CTE `key_counts(count_keys, count_crowded_keys)`, one row: candidate keys that the asked records share, within and over
the limit of their rule. Reads CTE `asked_pair`. -#}
{% macro shared_keys_of_pair() -%}
    {{ key_limits('candidate') }},

    shared_keys as (
        select
            left_key.rule_number,
            left_key.match_key
        from asked_pair
        inner join {{ ref('int_match_keys') }} as left_key
            on asked_pair.left_record_key = left_key.record_key
        inner join {{ ref('int_match_keys') }} as right_key
            on
                asked_pair.right_record_key = right_key.record_key
                and left_key.rule_number = right_key.rule_number
                and left_key.match_key = right_key.match_key
    ),

    key_sizes as (
        select
            shared_keys.rule_number,
            count(*) as count_records
        from shared_keys
        inner join {{ ref('int_match_keys') }} as match_keys
            on
                shared_keys.rule_number = match_keys.rule_number
                and shared_keys.match_key = match_keys.match_key
        group by shared_keys.rule_number
    ),

    key_counts as (
        select
            coalesce(sum(case when key_sizes.count_records <= key_limits.max_records then 1 else 0 end), 0) as count_keys,
            coalesce(sum(case when key_sizes.count_records > key_limits.max_records then 1 else 0 end), 0)
                as count_crowded_keys
        from key_sizes
        inner join key_limits on key_sizes.rule_number = key_limits.rule_number
    )
{%- endmacro %}

{#- CTE `value_counts(suppressed_types)`, one row: the types of identifier whose equal value links the asked records no
more: a hub, or a recycled value in different periods. Null: none. -#}
{% macro shared_values_of_pair() -%}
    suppressed_values as (
        select distinct left_identifier.identifier_type
        from asked_pair
        inner join {{ ref('int_identifiers') }} as left_identifier
            on asked_pair.left_record_key = left_identifier.record_key
        inner join {{ ref('int_identifiers') }} as right_identifier
            on
                asked_pair.right_record_key = right_identifier.record_key
                and left_identifier.identifier_type = right_identifier.identifier_type
                and left_identifier.match_value = right_identifier.match_value
        -- Misses: the record is not known by the value.
        left join {{ ref('int_identifiers_in_use') }} as left_use
            on
                left_identifier.record_key = left_use.record_key
                and left_identifier.identifier_type = left_use.identifier_type
        left join {{ ref('int_identifiers_in_use') }} as right_use
            on
                right_identifier.record_key = right_use.record_key
                and right_identifier.identifier_type = right_use.identifier_type
        where
            left_identifier.is_match_eligible
            and right_identifier.is_match_eligible
            and coalesce(left_use.period_number, -1) != coalesce(right_use.period_number, -2)
    ),

    value_counts as (
        select
            string_agg(
                {{ in_words('identifier_type', identifier_type_words()) }}, ', '
                order by {{ binary_text('identifier_type') }}
            ) as suppressed_types
        from suppressed_values
    )
{%- endmacro %}

{#- CTE `refusals(refusal, reject_reason, left_reference, right_reference, place)`: what stands between the customers of the
asked records, first a steward's word, then the strongest link that was refused; of several that of the pair itself. -#}
{% macro refusals_between_customers() -%}
    customer_members as (
        select
            identity_map.record_key,
            asked_records.side,
            {{ record_reference('identity_map.channel', 'identity_map.source_record_id') }} as reference,
            identity_map.record_key = asked_records.record_key as is_asked
        from identity_map
        inner join asked_records on identity_map.customer_id = asked_records.customer_id
    ),

    refused_pairs as (
        select
            left_record_key,
            right_record_key,
            reason as reject_reason,
            0 as rank_of_kind,
            0 as rule_number
        from cannot_links
        where reason = 'steward_split'
        union all
        select
            left_record_key,
            right_record_key,
            reject_reason,
            case when reject_reason = 'contradicted_decision' then 0 else {{ tier_rank('tier') }} end as rank_of_kind,
            rule_number
        from links_judged
        where reject_reason is not null and {{ is_tier_in_force('tier') }}
    ),

    refusals as (
        select
            case
                when refused_pairs.reject_reason in ('steward_split', 'contradicted_decision') then 'steward_decision'
                when refused_pairs.reject_reason = 'component_conflict' then 'cut_in_repair'
                when refused_pairs.reject_reason = 'too_many_records' then 'key_too_common'
                else 'vetoed'
            end as refusal,
            refused_pairs.reject_reason,
            left_member.reference as left_reference,
            right_member.reference as right_reference,
            row_number() over (
                order by
                    case when refused_pairs.rank_of_kind = 0 then 0 else 1 end,
                    case when left_member.is_asked and right_member.is_asked then 0 else 1 end,
                    refused_pairs.rank_of_kind,
                    refused_pairs.rule_number,
                    refused_pairs.left_record_key,
                    refused_pairs.right_record_key
            ) as place
        from refused_pairs
        inner join customer_members as left_member
            on refused_pairs.left_record_key = left_member.record_key
        inner join customer_members as right_member
            on refused_pairs.right_record_key = right_member.record_key
        where left_member.side != right_member.side
    )
{%- endmacro %}
