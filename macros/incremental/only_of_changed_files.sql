{#- A `where` clause that leaves the lines of raw files that changed since the last build; nothing in a build of everything.
changed_files: relation of stg_raw__changed_files. -#}
{% macro only_of_changed_files(changed_files, raw_table) -%}
    {%- if is_incremental_build() -%}
        where source_file in (select source_file from {{ changed_files }} where raw_table = '{{ raw_table }}')
    {%- endif -%}
{%- endmacro %}
