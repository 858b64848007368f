using System.Text.Json.Nodes;
using Fabrik.Server.Http;
using Fabrik.Server.Security;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Fabrik.Server.OpenApi;

/// <summary>Parameters of an operation, from the metadata its handler checks requests against.</summary>
internal static class OperationDescription
{
    public static async Task DescribeAsync(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken cancellation)
    {
        var metadata = context.Description.ActionDescriptor.EndpointMetadata;
        List<IOpenApiParameter> parameters = [];
        foreach (var name in PathNames(context.Description.RelativePath ?? "")) parameters.Add(InPath(name));
        foreach (var parameter in metadata.OfType<QueryParameter>()) parameters.Add(InQuery(parameter));

        var access = metadata.OfType<Access>().FirstOrDefault();
        if (access is null) operation.Security = [];
        else if (access.SessionsToo) parameters.Add(InQuery(new QueryParameter("project", "A project's id; the key's own, or the tenant's first.")));
        operation.Parameters = parameters.Count > 0 ? parameters : null;
        if (metadata.OfType<BodyContract>().FirstOrDefault() is { } body) operation.RequestBody = await BodyAsync(body, context, cancellation);
    }

    private static async Task<OpenApiRequestBody> BodyAsync(BodyContract body, OpenApiOperationTransformerContext context, CancellationToken cancellation)
    {
        IOpenApiSchema schema = new OpenApiSchema();
        if (body.Contract is { } contract)
        {
            context.Document!.AddComponent(contract.Name, await context.GetOrCreateSchemaAsync(contract, parameterDescription: null, cancellation));
            schema = new OpenApiSchemaReference(contract.Name, context.Document);
        }

        return new OpenApiRequestBody
        {
            Required = true,
            Content = body.ContentTypes.ToDictionary(t => t, _ => new OpenApiMediaType { Schema = schema }, StringComparer.Ordinal),
        };
    }

    private static IEnumerable<string> PathNames(string path)
    {
        for (var open = path.IndexOf('{', StringComparison.Ordinal); open >= 0; open = path.IndexOf('{', open + 1))
            yield return path[(open + 1)..path.IndexOf('}', open)];
    }

    private static OpenApiParameter InPath(string name) => new()
    {
        Name = name,
        In = ParameterLocation.Path,
        Required = true,
        Schema = new OpenApiSchema { Type = JsonSchemaType.String, Pattern = "^[A-Za-z0-9][A-Za-z0-9._:-]{0,127}$" },
    };

    private static OpenApiParameter InQuery(QueryParameter parameter)
    {
        var one = SchemaOf(parameter);
        return new OpenApiParameter
        {
            Name = parameter.Name,
            In = ParameterLocation.Query,
            Description = parameter.Description,
            Schema = parameter.Repeats ? new OpenApiSchema { Type = JsonSchemaType.Array, Items = one } : one,
        };
    }

    private static OpenApiSchema SchemaOf(QueryParameter parameter)
    {
        if (parameter.IsFlag) return new OpenApiSchema { Type = JsonSchemaType.Boolean };
        if (parameter.Max is { } max)
        {
            return new OpenApiSchema
            {
                Type = JsonSchemaType.Integer,
                Format = "int64",
                Minimum = parameter.Min.ToString(),
                Maximum = max == long.MaxValue ? null : max.ToString(),
            };
        }

        return new OpenApiSchema
        {
            Type = JsonSchemaType.String,
            Format = parameter.IsTime ? "date-time" : null,
            Enum = parameter.Values is { } values ? [.. values.Select(v => (JsonNode)v)] : null,
        };
    }
}
