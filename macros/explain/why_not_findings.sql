{#- CTE `findings(place, finding, sentence, points)`: what the guard sees in the asked records, a row for the names, one for
each kind of value, and one for each row of the policy that holds for names of that grade. -#}
{% macro guard_findings() -%}
    findings as (
        select
            1 as place,
            'names' as finding,
            {{ in_words('name_grade', name_grades()) }} as sentence,
            cast(null as integer) as points
        from judged_pairs
        {% for kind in evidence_kinds() -%}
            {%- set words = evidence_words()[kind] -%}
            union all
            select
                {{ loop.index + 1 }} as place,
                '{{ words.name }}' as finding,
                case judged_pairs.{{ kind }}_evidence
                    {% for strength in [2, 1, -1] -%}
                        when {{ strength }} then '{{ words[strength] }}'
                    {% endfor -%}
                    else
                        {{ absence_in_words(kind) }}
                end as sentence,
                case judged_pairs.{{ kind }}_evidence
                    {% for strength in [2, 1, -1] -%}
                        when {{ strength }} then {{ evidence_points(kind, strength) }}
                    {% endfor -%}
                    else 0
                end as points
            from judged_pairs
            inner join match_fields as left_fields on judged_pairs.left_record_key = left_fields.record_key
            inner join match_fields as right_fields on judged_pairs.right_record_key = right_fields.record_key
        {% endfor -%}
        {% for row in pair_policy_rows(var('customer_tier')) -%}
            union all
            select
                {{ loop.index + 100 }} as place,
                'would suffice' as finding,
                '{{ policy_row_in_words(row) }}' as sentence,
                {{ row.evidence }} as points
            from judged_pairs
            where name_grade = '{{ row.grade }}' and link_tier is null
        {% endfor -%}
    )
{%- endmacro %}

{#- Why a kind of value says nothing: who has one. -#}
{% macro absence_in_words(kind) -%}
    {%- set column = {'email': 'email_text', 'phone': 'phone_digits', 'member_no': 'member_text'}.get(kind, kind) -%}
    case
        when left_fields.{{ column }} is null and right_fields.{{ column }} is null then 'neither record has one that counts'
        when left_fields.{{ column }} is null or right_fields.{{ column }} is null then 'only one record has one that counts'
        else 'they differ, which says nothing'
    end
{%- endmacro %}

{#- A row of var pair_policy as a sentence. -#}
{% macro policy_row_in_words(row) -%}
    {%- set names = evidence_words() -%}
    {%- set words = [row.evidence ~ ' in sum'] -%}
    {%- if row.strong > 0 -%}
        {%- do words.append(row.strong ~ ' strong') -%}
    {%- endif -%}
    {%- if row.get('names', 'any') != 'any' -%}
        {%- do words.append('a name no commoner than ' ~ row.names) -%}
    {%- endif -%}
    {%- for setting, said in {'one_of': 'one of ', 'all_of': 'strong '}.items() if setting in row -%}
        {%- set kinds = [] -%}
        {%- for kind in row[setting] -%}
            {%- do kinds.append(names[kind].name) -%}
        {%- endfor -%}
        {%- do words.append(said ~ kinds | join(', ') ~ (' strong' if setting == 'one_of' else '')) -%}
    {%- endfor -%}
    {%- if not row.get('contacts_may_contradict', true) -%}
        {%- do words.append('no contact that contradicts') -%}
    {%- endif -%}
    {{- return(words | join('; ')) -}}
{%- endmacro %}
