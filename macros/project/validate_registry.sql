{#- Checks the vars of the id registry. Appends to `problems`. -#}
{% macro validate_registry(problems) -%}
    {%- set budgets = var('churn_budget') -%}
    {%- if budgets is not mapping -%}
        {%- do config_problem(problems, 'churn_budget', budgets, 'give each cause its share: ' ~ churn_causes() | join(', ')) -%}
    {%- else -%}
        {%- for cause in budgets.keys() | reject('in', churn_causes()) -%}
            {%- do config_problem(problems, 'churn_budget.' ~ cause, budgets[cause], 'unknown cause; use ' ~ churn_causes() | join(', ')) -%}
        {%- endfor -%}
        {%- for cause in churn_causes() -%}
            {%- do validate_share(problems, 'churn_budget.' ~ cause, budgets.get(cause)) -%}
        {%- endfor -%}
    {%- endif -%}
    {%- set tolerated = var('churn_tolerated_customers') -%}
    {%- if tolerated is not integer or tolerated is boolean or tolerated < 0 -%}
        {%- do config_problem(problems, 'churn_tolerated_customers', tolerated, 'a whole number from 0 on') -%}
    {%- endif -%}
    {%- set rounds = var('id_matching_rounds') -%}
    {%- if rounds is not integer or rounds is boolean or rounds < 1 -%}
        {%- do config_problem(problems, 'id_matching_rounds', rounds, 'a whole number from 1 on') -%}
    {%- endif -%}
{%- endmacro %}

{#- What a change of customer ids may be due to. -#}
{% macro churn_causes() -%}
    {{- return(['data', 'policy', 'decision', 'erasure', 'unexplained']) -}}
{%- endmacro %}
