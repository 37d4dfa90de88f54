{#- Vars that say what is a conflict, and how it is repaired. -#}
{% macro validate_conflicts(problems) -%}
    {%- set channels = var('one_account_channels') -%}
    {%- set fix = 'a list of channels, as in [online_shop]; [] for none' -%}
    {%- if channels is string or channels is mapping or channels is not sequence -%}
        {%- do config_problem(problems, 'one_account_channels', channels, fix) -%}
    {%- else -%}
        {%- for channel in channels -%}
            {%- if channel is not string or not modules.re.match("^[^']+$", channel) -%}
                {%- do config_problem(problems, 'one_account_channels', channel, fix) -%}
            {%- endif -%}
        {%- endfor -%}
    {%- endif -%}
    {%- set strong = var('strong_evidence') -%}
    {%- if strong is not integer or strong is boolean or strong < 0 -%}
        {%- do config_problem(problems, 'strong_evidence', strong, 'a whole number from 0 on') -%}
    {%- endif -%}
{%- endmacro %}
