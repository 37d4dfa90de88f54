{#- Which records a tier resolves anew in an incremental build. Two records can change each other's clusters only through links
and through clusters of the tier before: so who is touched takes along all who had the key of a component with him
(close_tier). Links that are new have both ends touched, and need no second look. -#}

{#- CTEs ending in `records_of_keys(record_key)`: who gained or lost a key of this tier's rules, who shares it, and who has a key
of a rule with a guard together with a record of which the guard would read something else. None where everything is built.
match_keys: relation of int_match_keys; match_fields: of int_match_fields, for the tier whose rules have guards. Use behind a
comma or `with`. -#}
{% macro records_of_changed_keys(tier, match_keys, match_fields=none) -%}
    {%- set guarded = active_match_rules(tier) | rejectattr('guard', 'equalto', 'none') | map(attribute='number') | list -%}
    changed_keys as (
        {{ changed_rows(match_keys, ['record_key', 'rule_number', 'match_key']) }}
    ),
    {%- if match_fields is not none %}

    guarded_fields_changed as (
        {{ changed_rows(match_fields, ['record_key'] + guarded_fields()) }}
    ),
    {%- endif %}

    touched_keys as (
        select
            rule_number,
            match_key
        from changed_keys
        where rule_number in ({{ numbers_of_rules(tier) }})
        {%- if match_fields is not none %}
        union
        select
            keys_held.rule_number,
            keys_held.match_key
        from {{ after_of(match_keys) }} as keys_held
        inner join guarded_fields_changed on keys_held.record_key = guarded_fields_changed.record_key
        where keys_held.rule_number in ({{ guarded | join(', ') or '0' }}) and {{ is_incremental_build() | lower }}
        {%- endif %}
    ),

    -- Who lost a key is among them even where nobody has it any more, as when its value has become a hub.
    records_of_keys as (
        select record_key
        from changed_keys
        where rule_number in ({{ numbers_of_rules(tier) }})
        union
        select keys_held.record_key
        from {{ match_keys }} as keys_held
        inner join touched_keys
            on keys_held.rule_number = touched_keys.rule_number and keys_held.match_key = touched_keys.match_key
        where keys_held.rule_number in ({{ numbers_of_rules(tier) }}) and {{ is_incremental_build() | lower }}
    )
{%- endmacro %}

{#- CTEs ending in `records_touched(record_key)`: the records of a CTE, and all who were in their components of a tier when it
was built last. Use behind a comma. -#}
{% macro with_their_components(tier, records) -%}
    {%- if is_incremental_build() -%}
        {%- set last_clusters = last_build_of('int_clusters_' ~ tier) -%}
    touched_components as (
        select distinct last_clusters.component_key
        from {{ last_clusters }} as last_clusters
        inner join {{ records }} as records on last_clusters.record_key = records.record_key
    ),
    {%- endif %}

    records_touched as (
        select record_key
        from {{ records }}
        {%- if is_incremental_build() %}
        union
        select last_clusters.record_key
        from {{ last_clusters }} as last_clusters
        inner join touched_components on last_clusters.component_key = touched_components.component_key
        {%- endif %}
    )
{%- endmacro %}

{#- CTEs ending in `records_touched(record_key)` of a tier that compares pairs: the records of the tier before, and who has other
pairs, cannot-links or keys than in the last build, each with its component. clusters_before: relation of the clusters of the tier
before; the others: of int_pairs_compared, int_cannot_links and int_match_keys. Use behind `with`. -#}
{% macro records_touched_by_pairs(tier, clusters_before, pairs_compared, cannot_links, match_keys) -%}
    clusters_resolved as (
        {{ touched_rows(clusters_before, ['record_key']) }}
    ),

    pairs_changed as (
        {{ changed_rows(pairs_compared, ['left_record_key', 'right_record_key', 'rule_number', 'evidence', 'link_tier']) }}
    ),

    cannot_links_changed as (
        {{ changed_rows(cannot_links, ['left_record_key', 'right_record_key', 'reason']) }}
    ),

    {{ records_of_changed_keys(tier, match_keys) }},

    records_named as (
        select record_key
        from records_of_keys
        union
        select record_key
        from clusters_resolved
        {% for side in ['left', 'right'] -%}
            union
            select {{ side }}_record_key as record_key
            from pairs_changed
            where link_tier = '{{ tier }}'
            union
            select {{ side }}_record_key as record_key
            from cannot_links_changed
        {% endfor -%}
    ),

    {{ with_their_components(tier, 'records_named') }}
{%- endmacro %}

{#- CTEs ending in `match_keys`: the rows of int_match_keys that a tier reads. In an incremental build these are the keys that
records of its scope have, with all who share them: how many these are counts. Use behind a comma or `with`. -#}
{% macro match_keys_of_tier(tier, match_keys, scope) -%}
    {%- if is_incremental_build() -%}
    keys_in_scope as (
        select distinct
            rule_number,
            match_key
        from {{ match_keys }}
        where rule_number in ({{ numbers_of_rules(tier) }}) {{ only_in_scope(scope, ['record_key'], 'and') }}
    ),

    match_keys as (
        select keys_held.*
        from {{ match_keys }} as keys_held
        inner join keys_in_scope
            on keys_held.rule_number = keys_in_scope.rule_number and keys_held.match_key = keys_in_scope.match_key
        where keys_held.rule_number in ({{ numbers_of_rules(tier) }})
    )
    {%- else -%}
    match_keys as (
        select * from {{ match_keys }}
    )
    {%- endif -%}
{%- endmacro %}
