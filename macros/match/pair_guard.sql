{#- CTEs that judge pairs of records: evidence for and against is counted and the policy decides. With `only_telling`, pairs that
telling_pairs leaves out have no row.

Reads CTEs `match_fields` (int_match_fields), `nicknames` (the seed) and the one named by `pairs`: left_record_key,
right_record_key, rule_number; one row per pair. Names are graded once per distinct pair of names.
Emits CTEs ending in `judged_pairs`: the pair, name_grade, the evidence of each kind, count_strong, count_weak,
count_contradicting, evidence, link_tier, reject_reason, is_contradiction. Use behind a comma in a `with`. -#}
{% macro judged_pairs(pairs, only_telling=false) -%}
    {%- set weights = var('evidence_weights') -%}
    {{ named_pairs(pairs) }},

    graded_pairs as {{ read_in_place() if only_telling else 'materialized' }} (
        select
            named_pairs.left_record_key,
            named_pairs.right_record_key,
            named_pairs.rule_number,
            graded_names.name_grade
        from named_pairs
        inner join graded_names
            on
                named_pairs.left_name_key = graded_names.left_name_key
                and named_pairs.right_name_key = graded_names.right_name_key
    ),

    {%- if only_telling %}

    {{ telling_pairs('graded_pairs') }},
    {%- endif %}
    {%- set weighable = 'telling_pairs' if only_telling else 'graded_pairs' %}

    weighed_fields as {{ read_in_place() }} (
        {{ weighed_fields() }}
    ),

    weighed_pairs as materialized (
        select
            graded_pairs.left_record_key,
            graded_pairs.right_record_key,
            graded_pairs.rule_number,
            graded_pairs.name_grade,
            greatest(left_record.name_commonness, right_record.name_commonness) as name_commonness,
            {% for kind in evidence_kinds() -%}
                {{ evidence_of(
                    kind, 'left_record', 'right_record',
                    "graded_pairs.name_grade = 'other_person'", "graded_pairs.name_grade = 'full'"
                ) }} as {{ kind }}_evidence,
            {% endfor -%}
            abs(cast(left_record.birth_year as integer) - cast(right_record.birth_year as integer))
                as birth_years_apart,
            coalesce(left_record.person_ci != right_record.person_ci, false) as is_person_ci_contradicting,
            coalesce(left_record.gender != right_record.gender, false)
            or coalesce(left_record.user_name != right_record.user_name, false) as is_other_contradicting
        from {{ weighable }} as graded_pairs
        inner join weighed_fields as left_record on graded_pairs.left_record_key = left_record.record_key
        inner join weighed_fields as right_record on graded_pairs.right_record_key = right_record.record_key
    ),

    -- A company and an e-mail in its domain are one piece of evidence.
    tallied_pairs as (
        select
            *,
            {% for strength in [2, 1, -1] -%}
                {% for kind in evidence_kinds() -%}
                    case
                        when {{ kind }}_evidence = {{ strength }}
                            {%- if kind == 'company' %} and email_evidence < 1{% endif %} then 1
                        else 0
                    end
                    {%- if not loop.last %} + {% endif %}
                {% endfor -%}
                as {{ {2: 'count_strong', 1: 'count_weak', -1: 'count_contradicting'}[strength] }},
            {% endfor -%}
            is_other_contradicting
            or is_person_ci_contradicting
            or email_evidence = -1
            or phone_evidence = -1
            or member_no_evidence = -1 as is_contact_contradicting
        from weighed_pairs
    ),

    counted_pairs as (
        select
            *,
            {{ weights.strong }} * count_strong + {{ weights.weak }} * count_weak
            - {{ weights.contradicting }} * count_contradicting
            - case when birth_date_evidence = -1 then {{ weights.other_birth_date - weights.contradicting }} else 0 end
                as evidence
        from tallied_pairs
    ),

    decided_pairs as (
        select
            *,
            case
                {{ pair_vetoes() }}
            end as veto,
            {{ is_parent_and_child() }} as is_parent_and_child,
            case
                when {{ is_pair_accepted('strict') }} and not {{ is_parent_and_child() }} then 'strict'
                when {{ is_pair_accepted('loose') }} then 'loose'
            end as accepted_tier
        from counted_pairs
    ),

    judged_pairs as (
        select
            left_record_key,
            right_record_key,
            rule_number,
            name_grade,
            {% for kind in evidence_kinds() -%}
                {{ kind }}_evidence,
            {% endfor -%}
            count_strong,
            count_weak,
            count_contradicting,
            evidence,
            case when veto is null then accepted_tier end as link_tier,
            case
                when veto is not null then veto
                when accepted_tier is not null then null
                when is_parent_and_child then 'parent_and_child'
                when name_grade = 'other_person' then 'other_person'
                when name_grade in ('given_name_differs', 'surname_differs', 'poor', 'clash') then 'names_contradict'
                else 'too_little_evidence'
            end as reject_reason,
            coalesce(veto in ('two_person_ci', 'two_member_no'), false) as is_contradiction
        from decided_pairs
    )
{%- endmacro %}
