using System.Reflection;

namespace Fabrik.Core.Config.Shapes;

/// <summary>One key of a record.</summary>
/// <param name="Default">What the property holds in a new record; null for required ones.</param>
internal sealed record ConfigProperty(string Key, string Summary, bool Required, PropertyInfo Property, ConfigShape Shape, object? Default);
