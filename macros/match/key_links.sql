{#- CTEs that link what equality alone joins: `star_links`, and `guarded_links` where a rule of the tier has a guard.

Reads CTEs as candidate_links does. Use behind a comma in a `with`. -#}
{% macro key_links(tier) -%}
    {%- set rules = active_match_rules(tier) -%}
    {%- set plain = rules | selectattr('guard', 'equalto', 'none') | list -%}
    {%- set guarded = rules | rejectattr('guard', 'equalto', 'none') | list -%}
    labelled_keys as materialized (
        select
            match_keys.rule_number,
            match_keys.match_key,
            match_keys.record_key,
            labels.cluster_key
        from match_keys
        -- A miss: an incremental build leaves the record as it is, it only counts in the size of its keys.
        left join labels on match_keys.record_key = labels.record_key
        where match_keys.rule_number in ({{ rules | map(attribute='number') | join(', ') or '0' }})
    ),

    key_groups as materialized (
        select
            rule_number,
            match_key,
            min(record_key) as first_record_key,
            count(*) as count_records
        from labelled_keys
        group by rule_number, match_key
        having count(*) > 1
    ),

    grouped_keys as materialized (
        select labelled_keys.*
        from labelled_keys
        inner join key_groups
            on
                labelled_keys.rule_number = key_groups.rule_number
                and labelled_keys.match_key = key_groups.match_key
        where
            labelled_keys.rule_number in ({{ plain | map(attribute='number') | join(', ') or '0' }})
            and labelled_keys.cluster_key is not null
    ),

    {{ group_conflicts('key_conflicts', 'grouped_keys', ['rule_number', 'match_key'], 'cluster_key') }},

    {{ key_limits(tier) }},

    star_links as (
        select
            key_groups.first_record_key as left_record_key,
            grouped_keys.record_key as right_record_key,
            grouped_keys.rule_number,
            key_limits.evidence,
            first_label.cluster_key as left_label,
            grouped_keys.cluster_key as right_label,
            case
                when key_groups.count_records > key_limits.max_records then 'too_many_records'
                else key_conflicts.reject_reason
            end as reject_reason
        from grouped_keys
        inner join key_groups
            on
                grouped_keys.rule_number = key_groups.rule_number
                and grouped_keys.match_key = key_groups.match_key
        inner join key_limits on grouped_keys.rule_number = key_limits.rule_number
        inner join labels as first_label on key_groups.first_record_key = first_label.record_key
        -- A miss: nothing speaks against the group.
        left join key_conflicts
            on
                grouped_keys.rule_number = key_conflicts.rule_number
                and grouped_keys.match_key = key_conflicts.match_key
        where grouped_keys.record_key != key_groups.first_record_key
    )
    {%- if guarded | length > 0 %},

    guarded_keys as materialized (
        select labelled_keys.*
        from labelled_keys
        inner join key_groups
            on
                labelled_keys.rule_number = key_groups.rule_number
                and labelled_keys.match_key = key_groups.match_key
        inner join key_limits
            on
                key_groups.rule_number = key_limits.rule_number
                and key_groups.count_records <= key_limits.max_records
        where
            labelled_keys.rule_number in ({{ guarded | map(attribute='number') | join(', ') }})
            and labelled_keys.cluster_key is not null
    ),

    guarded_pairs as materialized (
        select
            left_key.record_key as left_record_key,
            right_key.record_key as right_record_key,
            left_key.rule_number,
            key_limits.evidence,
            left_key.cluster_key as left_label,
            right_key.cluster_key as right_label,
            cast(null as varchar) as reject_reason
        from guarded_keys as left_key
        inner join key_limits on left_key.rule_number = key_limits.rule_number
        inner join guarded_keys as right_key
            on
                left_key.rule_number = right_key.rule_number
                and left_key.match_key = right_key.match_key
                and left_key.record_key < right_key.record_key
        where left_key.cluster_key != right_key.cluster_key
    ),

    guarded_links as (
        select guarded_pairs.*
        from guarded_pairs
        inner join match_fields as left_record
            on guarded_pairs.left_record_key = left_record.record_key
        inner join match_fields as right_record
            on guarded_pairs.right_record_key = right_record.record_key
        where
            case guarded_pairs.rule_number
                {% for rule in guarded -%}
                    when {{ rule.number }} then {{ guard_accepts(rule.guard, 'left_record', 'right_record') }}
                {% endfor -%}
            end
    )
    {%- endif %}
{%- endmacro %}
