{#- CTEs that turn the match keys of one tier into candidate links between records.

Reads CTEs `match_keys`, `labels` (record_key, cluster_key: the clusters of the tier before), `unique_values` and
`cannot_links` (see label_facts); in the first tier also `match_fields`, behind it `pairs_compared` (int_pairs_compared).
Equality alone: a star, each record to the smallest record with the same key; a key whose group cannot be one person says
nothing. An equality rule with a guard: the pairs of a key's small group that the guard accepts. Then the pairs that the
evidence accepts in this tier. A candidate between labels that cannot be one person gets a reject_reason.
Emits CTEs ending in `candidate_links(left_record_key, right_record_key, rule_number, evidence, left_label, right_label,
reject_reason)`. Use behind a comma in a `with`. -#}
{% macro candidate_links(tier) -%}
    {%- set guarded = active_match_rules(tier) | rejectattr('guard', 'equalto', 'none') | list -%}
    {{ label_facts() }},

    {{ key_links(tier) }},
    {%- if tier != match_tiers()[0] %}

    half_labelled_pairs as (
        select
            pairs_compared.left_record_key,
            pairs_compared.right_record_key,
            pairs_compared.rule_number,
            pairs_compared.evidence,
            labels.cluster_key as left_label
        from pairs_compared
        inner join labels on pairs_compared.left_record_key = labels.record_key
        where pairs_compared.link_tier = '{{ tier }}'
    ),

    compared_links as (
        select
            half_labelled_pairs.left_record_key,
            half_labelled_pairs.right_record_key,
            half_labelled_pairs.rule_number,
            half_labelled_pairs.evidence,
            half_labelled_pairs.left_label,
            labels.cluster_key as right_label,
            cast(null as varchar) as reject_reason
        from half_labelled_pairs
        inner join labels on half_labelled_pairs.right_record_key = labels.record_key
        where half_labelled_pairs.left_label != labels.cluster_key
    ),
    {%- endif %}

    found_links as materialized (
        select * from star_links
        {%- if guarded | length > 0 %}
        union all
        select * from guarded_links
        {%- endif %}
        {%- if tier != match_tiers()[0] %}
        union all
        select * from compared_links
        {%- endif %}
    ),

    {{ label_conflicts() }},

    candidate_links as (
        select
            found_links.left_record_key,
            found_links.right_record_key,
            found_links.rule_number,
            found_links.evidence,
            found_links.left_label,
            found_links.right_label,
            coalesce(found_links.reject_reason, label_conflicts.reject_reason) as reject_reason
        from found_links
        -- A miss: the labels are one, or nothing speaks against their being one person.
        left join label_conflicts
            on
                least(found_links.left_label, found_links.right_label) = label_conflicts.left_label
                and greatest(found_links.left_label, found_links.right_label) = label_conflicts.right_label
    )
{%- endmacro %}
