{#- Checks what the pair guard weighs and accepts. Appends to `problems`. -#}
{% macro validate_pair_policy(problems) -%}
    {%- set kinds = evidence_kinds() -%}
    {%- set known = ['tier', 'grade', 'strong', 'evidence', 'names', 'one_of', 'all_of', 'contacts_may_contradict'] -%}
    {%- set weights = ['strong', 'weak', 'contradicting', 'other_birth_date'] -%}
    {%- set given_weights = var('evidence_weights') if var('evidence_weights') is mapping else {} -%}
    {%- for weight in weights -%}
        {%- do validate_limit(problems, 'evidence_weights.' ~ weight, given_weights.get(weight), 0) -%}
    {%- endfor -%}
    {%- for key in given_weights.keys() | reject('in', weights) -%}
        {%- do config_problem(problems, 'evidence_weights.' ~ key, given_weights[key], 'unknown weight; there are ' ~ weights | join(', ')) -%}
    {%- endfor -%}
    {%- for limit in ['rare_name_below', 'very_common_name_from'] -%}
        {%- if var(limit) is not number or var(limit) is boolean or var(limit) < 0 -%}
            {%- do config_problem(problems, limit, var(limit), 'a number of records, not below 0') -%}
        {%- endif -%}
    {%- endfor -%}
    {%- set rows = var('pair_policy') if var('pair_policy') is not string and var('pair_policy') is not mapping else [] -%}
    {%- if var('pair_policy') is string or var('pair_policy') is mapping -%}
        {%- do config_problem(problems, 'pair_policy', var('pair_policy'), 'a list of rows, as in {tier: strict, grade: full, strong: 1, evidence: 2}') -%}
    {%- endif -%}
    {%- for row in rows -%}
        {%- set setting = 'pair_policy[' ~ loop.index ~ ']' -%}
        {%- if row is not mapping -%}
            {%- do config_problem(problems, setting, row, 'write a row as in {tier: strict, grade: full, strong: 1, evidence: 2}') -%}
        {%- else -%}
            {%- for key in row.keys() | reject('in', known) -%}
                {%- do config_problem(problems, setting ~ '.' ~ key, row[key], 'unknown setting; a row has ' ~ known | join(', ')) -%}
            {%- endfor -%}
            {%- if row.get('tier') not in match_tiers()[1:] -%}
                {%- do config_problem(problems, setting ~ '.tier', row.get('tier'), 'use one of ' ~ match_tiers()[1:] | join(', ')) -%}
            {%- endif -%}
            {%- if row.get('grade') not in name_grades() -%}
                {%- do config_problem(problems, setting ~ '.grade', row.get('grade'), 'use one of ' ~ name_grades().keys() | join(', ')) -%}
            {%- endif -%}
            {%- for count in ['strong', 'evidence'] -%}
                {%- do validate_limit(problems, setting ~ '.' ~ count, row.get(count), 0) -%}
            {%- endfor -%}
            {%- if row.get('names', 'any') not in name_commonness_levels() -%}
                {%- do config_problem(problems, setting ~ '.names', row.names, 'use one of ' ~ name_commonness_levels().keys() | join(', ')) -%}
            {%- endif -%}
            {%- if row.get('contacts_may_contradict', true) is not boolean -%}
                {%- do config_problem(problems, setting ~ '.contacts_may_contradict', row.contacts_may_contradict, 'true or false') -%}
            {%- endif -%}
            {%- for key in ['one_of', 'all_of'] if key in row -%}
                {%- if row[key] is string or row[key] is mapping or not row[key] -%}
                    {%- do config_problem(problems, setting ~ '.' ~ key, row[key], 'a list of at least one of ' ~ kinds | join(', ')) -%}
                {%- else -%}
                    {%- for kind in row[key] | reject('in', kinds) -%}
                        {%- do config_problem(problems, setting ~ '.' ~ key, kind, 'use some of ' ~ kinds | join(', ')) -%}
                    {%- endfor -%}
                {%- endif -%}
            {%- endfor -%}
        {%- endif -%}
    {%- endfor -%}
{%- endmacro %}
