{#- Records that the strict tier resolves anew in an incremental build. Empty where everything is
    built. -#}
with

{{ records_touched_by_pairs(
    'strict',
    ref('int_clusters_exact'),
    ref('int_pairs_compared'),
    ref('int_cannot_links'),
    ref('int_match_keys')
) }}

select * from records_touched
