{#- Whether the evidence suffices: policy in vars pair_policy and evidence_weights. -#}

{#- The rows of var pair_policy that hold in a tier: its own and those of the tiers before. -#}
{% macro pair_policy_rows(tier) -%}
    {%- set rows = [] -%}
    {%- for row in var('pair_policy') if match_tiers().index(row.tier) <= match_tiers().index(tier) -%}
        {%- do rows.append(row) -%}
    {%- endfor -%}
    {{- return(rows) -}}
{%- endmacro %}

{#- How common the names of a row of the policy may be, as in name_commonness. -#}
{% macro name_commonness_levels() -%}
    {{- return({'rare': 0, 'common': 1, 'any': 2}) -}}
{%- endmacro %}

{#- Boolean expression over the columns of `counted_pairs`: does a row of the policy accept the pair in this tier? -#}
{% macro is_pair_accepted(tier) -%}
    (
        {% for row in pair_policy_rows(tier) -%}
            (
                name_grade = '{{ row.grade }}'
                and count_strong >= {{ row.strong }}
                and evidence >= {{ row.evidence }}
                {%- if row.get('names', 'any') != 'any' %}
                and name_commonness <= {{ name_commonness_levels()[row.names] }}
                {%- endif %}
                {%- for kind in row.get('all_of', []) %}
                and {{ kind }}_evidence = 2
                {%- endfor %}
                {%- if 'one_of' in row %}
                and ({% for kind in row.one_of %}{{ kind }}_evidence = 2{{ " or " if not loop.last }}{% endfor %})
                {%- endif %}
                {%- if row.get('contacts_may_contradict', true) == false %}
                and not is_contact_contradicting
                {%- endif %}
            )
            {%- if not loop.last %} or {% endif %}
        {% else -%}
            false
        {% endfor %}
    )
{%- endmacro %}

{#- `when … then` branches: what no evidence outweighs, in no tier. -#}
{% macro pair_vetoes() -%}
    when is_person_ci_contradicting then 'two_person_ci'
    {%- if is_member_no_unique() %}
    when member_no_evidence = -1 then 'two_member_no'
    {%- endif %}
{%- endmacro %}

{#- Father and son may share a name and a home: born 15 to 45 years apart and with a contact of his own each they are two,
unless one membership or log-in name says otherwise. Where no contact tells them apart, the birth date is more often wrong,
and the evidence decides; the loose tier takes that chance always. -#}
{% macro is_parent_and_child() -%}
    (
        birth_date_evidence = -1
        and birth_years_apart between 15 and 45
        and is_contact_contradicting
        and member_no_evidence < 2
        and user_name_evidence < 2
    )
{%- endmacro %}
