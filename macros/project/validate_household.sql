{#- Checks var household. Appends to `problems`. -#}
{% macro validate_household(problems) -%}
    {%- set household = var('household') -%}
    {%- set limits = ['max_customers_per_address', 'max_customers_per_phone', 'max_customers'] -%}
    {%- if household is not mapping -%}
        {%- do config_problem(problems, 'household', household, 'give it phone_classes, ' ~ limits | join(', ')) -%}
    {%- else -%}
        {%- for setting in household.keys() | reject('in', limits + ['phone_classes']) -%}
            {%- do config_problem(problems, 'household.' ~ setting, household[setting],
                'unknown setting; known are phone_classes, ' ~ limits | join(', ')) -%}
        {%- endfor -%}
        {%- for limit in limits -%}
            {%- do validate_limit(problems, 'household.' ~ limit, household.get(limit), 1) -%}
        {%- endfor -%}
        {%- set classes = household.get('phone_classes') -%}
        {%- if classes is string or classes is not sequence -%}
            {%- do config_problem(problems, 'household.phone_classes', classes, 'a list of classes of phone, as in [fixed_line]') -%}
        {%- else -%}
            {%- for name in classes | reject('in', household_phone_classes()) -%}
                {%- do config_problem(problems, 'household.phone_classes', name, 'use some of ' ~ household_phone_classes() | join(', ')) -%}
            {%- endfor -%}
        {%- endif -%}
    {%- endif -%}
{%- endmacro %}

{#- Classes of phone that may stand in a home and link nobody as a person. -#}
{% macro household_phone_classes() -%}
    {{- return(['fixed_line', 'voip', 'virtual', 'uan']) -}}
{%- endmacro %}
