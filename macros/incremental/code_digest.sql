{#- All that a build is made of but data: an MD5 of code, vars and the engine's version, and the checksums of seeds. No list of
what matters: an edit too many costs one full build, an edit missed would leave two policies in one table. -#}
{% macro code_digest() -%}
    {%- set parts = [] -%}
    {%- for node in graph.nodes.values() | sort(attribute='unique_id') if node.resource_type == 'model' -%}
        {%- do parts.append(node.unique_id ~ ' ' ~ node.checksum.checksum ~ ' ' ~ node.alias ~ ' ' ~ node.schema) -%}
    {%- endfor -%}
    {%- for name, value in invocation_args_dict.get('vars', {}).items() | sort
        if name not in ['as_of', 'raw_data_dir'] -%}
        {%- do parts.append(name ~ '=' ~ tojson(value, sort_keys=true)) -%}
    {%- endfor -%}
    {%- do parts.append(project_files_digest()) -%}
    {{- return(local_md5(parts | join('\n')) ~ ' ' ~ seeds_digest()) -}}
{%- endmacro %}

{#- Each seed with the checksum of its file as it was loaded: by this run, or by one before, whatever the file says by now. -#}
{% macro seeds_digest() -%}
    {%- set loaded = {} -%}
    {%- for row in run_query('select code_digest from ' ~ registry_relation('last_build')) if ' ' in row[0] -%}
        {%- for entry in row[0].split(' ')[1].split(',') -%}
            {%- do loaded.update({entry.split('=')[0]: entry.split('=')[1]}) -%}
        {%- endfor -%}
    {%- endfor -%}
    {%- set parts = [] -%}
    {%- for node in graph.nodes.values() | sort(attribute='unique_id') if node.resource_type == 'seed' -%}
        {%- set checksum = seed_checksum(node) if node.unique_id in selected_resources else loaded.get(node.name, 'unknown') -%}
        {%- do parts.append(node.name ~ '=' ~ checksum) -%}
    {%- endfor -%}
    {{- return(parts | join(',')) -}}
{%- endmacro %}

{#- dbt knows a seed of more than a megabyte by its path alone. -#}
{% macro seed_checksum(node) -%}
    {%- if node.checksum.name != 'path' -%}
        {{- return(node.checksum.checksum) -}}
    {%- endif -%}
    {%- set path = env_var('DBT_PROJECT_DIR', '.') ~ '/' ~ node.original_file_path -%}
    {{- return(run_query("select md5(content) from read_text('" ~ path | replace("'", "''") ~ "')").rows[0][0]) -}}
{%- endmacro %}

{#- MD5 of dbt_project.yml, the macros, and the engine's version. -#}
{% macro project_files_digest() -%}
    {%- set folder = env_var('DBT_PROJECT_DIR', '.') | replace("'", "''") -%}
    {{- return(run_query(
        "select md5(version() || string_agg(md5(content), '' order by filename)) from read_text(['"
        ~ folder ~ "/dbt_project.yml', '" ~ folder ~ "/macros/**/*.sql'])"
    ).rows[0][0]) -}}
{%- endmacro %}
