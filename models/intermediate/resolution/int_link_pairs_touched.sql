{#- Pairs of records whose links are told anew in an incremental build: a link of theirs came, went
    or has another verdict, or they were judged otherwise. Empty where everything is built. -#}
{%- set judgement = [
    'left_record_key', 'right_record_key', 'rule_number', 'name_grade', 'count_strong', 'count_weak',
    'count_contradicting', 'evidence', 'link_tier', 'reject_reason',
] -%}
{%- for kind in evidence_kinds() -%}
    {%- do judgement.append(kind ~ '_evidence') -%}
{%- endfor %}
with links_changed as (
    {{ changed_rows(
        ref('int_links_judged'),
        ['left_record_key', 'right_record_key', 'rule_number', 'tier', 'evidence', 'reject_reason']
    ) }}
),

pairs_changed as (
    {{ changed_rows(ref('int_pairs_compared'), judgement) }}
),

touched_pairs as (
    select
        left_record_key,
        right_record_key
    from links_changed
    union
    select
        left_record_key,
        right_record_key
    from pairs_changed
)

select * from touched_pairs
