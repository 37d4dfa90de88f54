{#- CTEs that turn the match keys of one tier into candidate links between records.

Reads CTEs `match_keys`, `match_fields` and `labels` (record_key, cluster_key, first_/last_ person_ci and member_no: the
clusters of the tier before). Equality alone: a star, each record to the smallest record with the same key. A rule with a
guard: the pairs of a key's small group that no stronger tier has joined and the guard accepts. A candidate that would
unite two values of a unique attribute gets a reject_reason.
Emits CTEs ending in `candidate_links(left_record_key, right_record_key, rule_number, left_label, right_label,
reject_reason)`. Use behind a comma in a `with`. -#}
{% macro candidate_links(tier) -%}
    {%- set rules = active_match_rules(tier) -%}
    {%- set plain = rules | selectattr('guard', 'equalto', 'none') | list -%}
    {%- set guarded = rules | rejectattr('guard', 'equalto', 'none') | list -%}
    labelled_keys as materialized (
        select
            match_keys.rule_number,
            match_keys.match_key,
            match_keys.record_key,
            labels.cluster_key,
            labels.first_person_ci,
            labels.last_person_ci,
            labels.first_member_no,
            labels.last_member_no
        from match_keys
        inner join labels on match_keys.record_key = labels.record_key
        where match_keys.rule_number in ({{ rules | map(attribute='number') | join(', ') or '0' }})
    ),

    key_groups as materialized (
        select
            rule_number,
            match_key,
            min(record_key) as first_record_key,
            count(*) as count_records,
            min({{ binary_text('first_person_ci') }}) as first_person_ci,
            max({{ binary_text('last_person_ci') }}) as last_person_ci,
            min({{ binary_text('first_member_no') }}) as first_member_no,
            max({{ binary_text('last_member_no') }}) as last_member_no
        from labelled_keys
        group by rule_number, match_key
        having count(*) > 1
    ),

    key_limits as (
        {% for rule in rules -%}
            select
                {{ rule.number }} as rule_number,
                {{ rule.max_records }} as max_records
            {{ "union all" if not loop.last }}
        {% else -%}
            select
                0 as rule_number,
                0 as max_records
        {% endfor -%}
    ),

    star_links as (
        select
            key_groups.first_record_key as left_record_key,
            labelled_keys.record_key as right_record_key,
            labelled_keys.rule_number,
            first_label.cluster_key as left_label,
            labelled_keys.cluster_key as right_label,
            case
                when key_groups.count_records > key_limits.max_records then 'too_many_records'
                {{ unique_value_verdicts('key_groups', 'key_groups') }}
            end as reject_reason
        from labelled_keys
        inner join key_groups
            on
                labelled_keys.rule_number = key_groups.rule_number
                and labelled_keys.match_key = key_groups.match_key
        inner join key_limits on labelled_keys.rule_number = key_limits.rule_number
        inner join labels as first_label on key_groups.first_record_key = first_label.record_key
        where
            labelled_keys.record_key != key_groups.first_record_key
            and labelled_keys.rule_number in ({{ plain | map(attribute='number') | join(', ') or '0' }})
    ),
    {%- if guarded | length > 0 %}

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
        where labelled_keys.rule_number in ({{ guarded | map(attribute='number') | join(', ') }})
    ),

    guarded_pairs as materialized (
        select
            left_key.record_key as left_record_key,
            right_key.record_key as right_record_key,
            left_key.rule_number,
            left_key.cluster_key as left_label,
            right_key.cluster_key as right_label,
            case
                {{ unique_value_verdicts('left_key', 'right_key') }}
            end as reject_reason
        from guarded_keys as left_key
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
    ),
    {%- endif %}

    candidate_links as (
        select * from star_links
        {%- if guarded | length > 0 %}
        union all
        select * from guarded_links
        {%- endif %}
    )
{%- endmacro %}

{#- `when … then` branches: two different values of an attribute that one person has once. Both sides carry the first and
last value of each unique attribute. -#}
{% macro unique_value_verdicts(left, right) -%}
    when
        {{ left }}.first_person_ci != {{ right }}.last_person_ci
        or {{ right }}.first_person_ci != {{ left }}.last_person_ci
        then 'two_person_ci'
    {%- if is_member_no_unique() %}
    when
        {{ left }}.first_member_no != {{ right }}.last_member_no
        or {{ right }}.first_member_no != {{ left }}.last_member_no
        then 'two_member_no'
    {%- endif %}
{%- endmacro %}
