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

    {#- A name is read once, of any one of the records that bear it: equal keys, equal fields. #}
    name_bearers as (
        select
            name_key,
            min(record_key) as record_key
        from record_names
        group by name_key
    ),

    names as materialized (
        select
            name_bearers.name_key,
            match_fields.given_name,
            match_fields.surname,
            coalesce(match_fields.name_script, 'none') as name_script,
            match_fields.given_skeleton,
            match_fields.surname_skeleton,
            match_fields.given_consonants,
            match_fields.surname_consonants,
            match_fields.name_script = 'latin'
            and {{ is_romanised_pair('match_fields.given_name', 'match_fields.surname') }} as is_romanised
        from match_fields
        inner join name_bearers on match_fields.record_key = name_bearers.record_key
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
