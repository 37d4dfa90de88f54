{#- Reading a phone number as libphonenumber does. Each macro emits one `case` over the configured
    regions (var `phone_regions`, the first is the default) or over their country calling codes, so
    that every pattern is a constant: a pattern that differs by row is compiled for every row. No long
    `in` lists: DuckDB makes a join of each, for all rows. -#}

{#- The configured regions, checked; the default region first. -#}
{% macro phone_regions() -%}
    {%- set known = phone_region_facts() -%}
    {%- set configured = var('phone_regions') -%}
    {%- if not configured -%}
        {{- exceptions.raise_compiler_error('var phone_regions is empty: name at least the home region') -}}
    {%- endif -%}
    {%- for region in configured if region not in known -%}
        {{- exceptions.raise_compiler_error(
            "var phone_regions: no numbering plan for '" ~ region ~ "'; use one of "
            ~ known.keys() | join(', ') ~ ', or add it to REGIONS in scripts/generate_phone_metadata.py'
        ) -}}
    {%- endfor -%}
    {{ return(configured) }}
{%- endmacro %}

{#- The country calling codes of the configured regions. -#}
{% macro phone_codes() -%}
    {%- set codes = [] -%}
    {%- for region in phone_regions() -%}
        {%- set code = phone_region_facts()[region]['code'] -%}
        {%- if code not in codes -%}{%- do codes.append(code) -%}{%- endif -%}
    {%- endfor -%}
    {{ return(codes) }}
{%- endmacro %}

{#- Regions whose plan may be asked: the configured ones, and the main region of each of their codes. -#}
{% macro phone_plan_regions() -%}
    {%- set regions = phone_regions() | list -%}
    {%- for code in phone_codes() -%}
        {%- set main = phone_code_facts()[code]['main'] -%}
        {%- if main not in regions -%}{%- do regions.append(main) -%}{%- endif -%}
    {%- endfor -%}
    {{ return(regions) }}
{%- endmacro %}

{#- The region whose rules a number is dialled by: the record's own if configured, else the default. -#}
{% macro phone_home_region(region) -%}
    case {{ region }}
        {%- for name in phone_regions() %}
        when '{{ name }}' then '{{ name }}'
        {%- endfor %}
        else '{{ phone_regions()[0] }}'
    end
{%- endmacro %}

{% macro phone_code_of_region(region) -%}
    case {{ region }}
        {%- for name in phone_regions() %}
        when '{{ name }}' then '{{ phone_region_facts()[name]['code'] }}'
        {%- endfor %}
    end
{%- endmacro %}

{#- The main region behind a country calling code; null if no configured region has the code. -#}
{% macro phone_region_of_code(code) -%}
    case {{ code }}
        {%- for name in phone_codes() %}
        when '{{ name }}' then '{{ phone_code_facts()[name]['main'] }}'
        {%- endfor %}
    end
{%- endmacro %}

{#- The country calling code at the start of an international number, null if there is none. -#}
{% macro phone_leading_code(digits) -%}
    {{ regexp_first(digits, '^(?:' ~ phone_calling_codes_pattern() ~ ')') }}
{%- endmacro %}

{#- The number behind the region's international dialling prefix; null if it does not begin with it. -#}
{% macro phone_after_exit_code(region, digits) -%}
    case {{ region }}
        {%- for name in phone_regions() %}
        {%- set pattern = '^(?:' ~ phone_region_facts()[name]['exit'] ~ ')' %}
        when '{{ name }}'
            then case
                when {{ regexp_matches(digits, pattern ~ '[1-9]') }}
                    then {{ regexp_replace_first(digits, pattern) }}
            end
        {%- endfor %}
    end
{%- endmacro %}

{#- The number without its national prefix, or with what the plan puts in its place. -#}
{% macro phone_after_national_prefix(region, digits) -%}
    case {{ region }}
        {%- for name in phone_plan_regions() %}
        {%- set facts = phone_region_facts()[name] %}
        {%- if facts['prefix'] %}
        {%- set pattern = '^(?:' ~ facts['prefix'] ~ ')' %}
        when '{{ name }}'
            {%- if facts['transform'] %}
            then case
                when {{ regexp_group(digits, pattern, facts['group']) }} <> ''
                    then {{ regexp_replace_first(digits, pattern, facts['transform']) }}
                else {{ regexp_replace_first(digits, pattern) }}
            end
            {%- else %}
            then {{ regexp_replace_first(digits, pattern) }}
            {%- endif %}
        {%- endif %}
        {%- endfor %}
        else {{ digits }}
    end
{%- endmacro %}

{#- Does the plan know numbers of this form at all? Null if there is no plan. -#}
{% macro phone_fits_plan(region, digits) -%}
    case {{ region }}
        {%- for name in phone_plan_regions() %}
        when '{{ name }}'
            then {{ regexp_matches(digits, '^(?:' ~ phone_region_facts()[name]['general'] ~ ')$') }}
        {%- endfor %}
    end
{%- endmacro %}

{#- 'possible', or 'too_short', 'too_long', 'wrong_length' by the plan of the region. -#}
{% macro phone_length_verdict(region, digits) -%}
    case {{ region }}
        {%- for name in phone_plan_regions() %}
        {%- set lengths = phone_region_facts()[name]['lengths'] %}
        when '{{ name }}'
            then case
                when length({{ digits }}) < {{ lengths[0] }} then 'too_short'
                when length({{ digits }}) > {{ lengths[-1] }} then 'too_long'
                {%- for missing in range(lengths[0], lengths[-1]) if missing not in lengths %}
                when length({{ digits }}) = {{ missing }} then 'wrong_length'
                {%- endfor %}
                else 'possible'
            end
        {%- endfor %}
    end
{%- endmacro %}

{#- Calling codes whose plan has national numbers that begin with 00. -#}
{% macro phone_codes_with_00() -%}
    {%- set codes = [] -%}
    {%- for code in phone_codes() -%}
        {%- if '00' in phone_region_facts()[phone_code_facts()[code]['main']]['general'] -%}
            {%- do codes.append(code) -%}
        {%- endif -%}
    {%- endfor -%}
    {{ return(codes) }}
{%- endmacro %}

{#- The class of a national number behind one of the calling codes; null if the plan has no such number. -#}
{% macro phone_class(code, digits, codes) -%}
    case {{ code }}
        {%- for name in codes %}
        {%- set classes = phone_code_facts()[name]['classes'] %}
        when '{{ name }}'
            then case
                {%- for class_name, pattern in classes.items() %}
                {%- if class_name == 'fixed_line' and 'mobile' in classes %}
                when {{ regexp_matches(digits, '^(?:' ~ pattern ~ ')$') }}
                    then case
                        when {{ regexp_matches(digits, '^(?:' ~ classes['mobile'] ~ ')$') }}
                            then 'fixed_or_mobile'
                        else 'fixed_line'
                    end
                {%- else %}
                when {{ regexp_matches(digits, '^(?:' ~ pattern ~ ')$') }} then '{{ class_name }}'
                {%- endif %}
                {%- endfor %}
            end
        {%- endfor %}
    end
{%- endmacro %}
