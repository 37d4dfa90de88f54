{#- Records that the loose tier resolves anew in an incremental build. Empty where everything is
    built. -#}
with

{{ records_touched_by_pairs(
    'loose',
    ref('int_clusters_strict'),
    ref('int_pairs_compared'),
    ref('int_cannot_links'),
    ref('int_match_keys')
) }}

select * from records_touched
