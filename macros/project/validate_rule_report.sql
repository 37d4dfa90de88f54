{#- Checks var rule_report. Appends to `problems`. -#}
{% macro validate_rule_report(problems) -%}
    {%- set report = var('rule_report') -%}
    {%- set known = ['max_conflict_share', 'min_records'] -%}
    {%- if report is not mapping -%}
        {%- do config_problem(problems, 'rule_report', report, 'give it ' ~ known | join(', ')) -%}
    {%- else -%}
        {%- for setting in report.keys() | reject('in', known) -%}
            {%- do config_problem(problems, 'rule_report.' ~ setting, report[setting], 'unknown setting; known are ' ~ known | join(', ')) -%}
        {%- endfor -%}
        {%- do validate_share(problems, 'rule_report.max_conflict_share', report.get('max_conflict_share')) -%}
        {%- do validate_limit(problems, 'rule_report.min_records', report.get('min_records'), 0) -%}
    {%- endif -%}
{%- endmacro %}
