using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Fabrik.Core.Time;
using Fabrik.Server.Http;
using Fabrik.Server.Runs.Contracts;
using Fabrik.Server.Verdicts.Contracts;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Fabrik.Server.OpenApi;

/// <summary>What the generator can't know of the contracts: times, payloads, parameters, how one signs in.</summary>
internal static class ApiDescription
{
    private const string Bearer = "bearer";
    private const string ApiKey = "apiKey";
    private const string Session = "session";

    public static void Configure(OpenApiOptions options)
    {
        options.OpenApiVersion = OpenApiSpecVersion.OpenApi3_1;
        options.CreateSchemaReferenceId = NameOf;
        options.AddSchemaTransformer(DescribeSchemaAsync);
        options.AddOperationTransformer(OperationDescription.DescribeAsync);
        options.AddDocumentTransformer(DescribeDocumentAsync);
    }

    /// <summary>Contracts are named as documents say, without the suffix that tells them from the domain's nouns here.</summary>
    private static string? NameOf(JsonTypeInfo type)
    {
        var name = OpenApiOptions.CreateDefaultSchemaReferenceId(type);
        return name switch
        {
            null => null,
            nameof(PayloadJson) => "Payload",
            nameof(AttributesJson) => "Attributes",
            nameof(ReportJson) => "Report",
            nameof(UnixTime) => "Time",
            nameof(JsonElement) => "AnyJson",
            _ => name.EndsWith("View", StringComparison.Ordinal) ? name[..^4] : name,
        };
    }

    private static async Task DescribeSchemaAsync(OpenApiSchema schema, OpenApiSchemaTransformerContext context, CancellationToken cancellation)
    {
        var type = Nullable.GetUnderlyingType(context.JsonTypeInfo.Type) ?? context.JsonTypeInfo.Type;
        if (type == typeof(UnixTime))
        {
            schema.Type = JsonSchemaType.String;
            schema.Format = "date-time";
        }
        else if (type == typeof(AttributesJson) || type == typeof(ReportJson))
        {
            schema.Type = JsonSchemaType.Object;
            schema.AdditionalProperties = new OpenApiSchema();
        }
        else if (type == typeof(IReadOnlyDictionary<string, JsonElement>))
        {
            schema.AdditionalProperties = new OpenApiSchema();
        }
        else if (type == typeof(IReadOnlyList<JsonElement>))
        {
            schema.Items = new OpenApiSchema();
        }
        else if (type == typeof(PayloadJson))
        {
            var payload = await context.GetOrCreateSchemaAsync(typeof(StepPayload), parameterDescription: null, cancellation);
            schema.Type = JsonSchemaType.Object;
            schema.Properties = payload.Properties;
            schema.AdditionalProperties = new OpenApiSchema();
        }
    }

    private static Task DescribeDocumentAsync(OpenApiDocument document, OpenApiDocumentTransformerContext context, CancellationToken cancellation)
    {
        document.Info = new OpenApiInfo
        {
            Title = "Fabrik",
            Version = "v1",
            Description = "The API of Fabrik's server. Times are RFC 3339 in UTC with up to nine fractional digits; money is a decimal string in USD.",
        };
        document.Servers = [];
        document.Components ??= new OpenApiComponents();
        document.Components.SecuritySchemes = new Dictionary<string, IOpenApiSecurityScheme>(StringComparer.Ordinal)
        {
            [Bearer] = new OpenApiSecurityScheme { Type = SecuritySchemeType.Http, Scheme = "bearer", Description = "An API key." },
            [ApiKey] = new OpenApiSecurityScheme { Type = SecuritySchemeType.ApiKey, In = ParameterLocation.Header, Name = "x-api-key", Description = "An API key." },
            [Session] = new OpenApiSecurityScheme
            {
                Type = SecuritySchemeType.ApiKey,
                In = ParameterLocation.Cookie,
                Name = "fabrik_session",
                Description = "A signed-in browser; changes need X-CSRF-Token too.",
            },
        };
        document.Security =
        [
            .. new[] { Bearer, ApiKey, Session }
                .Select(scheme => new OpenApiSecurityRequirement { [new OpenApiSecuritySchemeReference(scheme, document)] = [] }),
        ];
        return Task.CompletedTask;
    }
}
