{#- CTEs that grade the names of pairs of records, once per distinct pair of names.

Reads CTEs `match_fields`, `nicknames` and the one named by `pairs`, as in judged_pairs. Emits `named_pairs` (the pair,
left_name_key, right_name_key) and `graded_names` (see name_grading). Use behind a comma in a `with`. -#}
{% macro named_pairs(pairs) -%}
    record_names as materialized (
        select
            record_key,
            {{ name_key('match_fields') }} as name_key
        from match_fields
    ),

    half_named_pairs as (
        select
            pairs.left_record_key,
            pairs.right_record_key,
            pairs.rule_number,
            record_names.name_key as left_name_key
        from {{ pairs }} as pairs
        inner join record_names on pairs.left_record_key = record_names.record_key
    ),

    named_pairs as materialized (
        select
            half_named_pairs.*,
            record_names.name_key as right_name_key
        from half_named_pairs
        inner join record_names on half_named_pairs.right_record_key = record_names.record_key
    ),

    name_pairs as materialized (
        select distinct
            left_name_key,
            right_name_key
        from named_pairs
    ),

    names as materialized (
        select distinct
            {{ name_key('match_fields') }} as name_key,
            given_name,
            surname,
            coalesce(name_script, 'none') as name_script,
            given_skeleton,
            surname_skeleton,
            given_consonants,
            surname_consonants,
            name_script = 'latin' and {{ is_romanised_pair('given_name', 'surname') }} as is_romanised
        from match_fields
    ),

    name_forms as (
        select
            nickname as left_form,
            given_name as right_form
        from nicknames
        union
        select
            given_name as left_form,
            nickname as right_form
        from nicknames
    ),

    {{ name_grading() }}
{%- endmacro %}
