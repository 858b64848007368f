using System.Text.Json.Serialization;

namespace Fabrik.Server.Verdicts.Contracts;

/// <summary>A report that is a JSON object already and is written as it is.</summary>
[JsonConverter(typeof(ReportJsonConverter))]
internal readonly record struct ReportJson(ReadOnlyMemory<byte> Utf8);
